import { sentenceFor } from '../../shared/problem-sentences.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export interface NotificationsDeps {
  desktop: Pick<Desktop, 'notifications'>;
  settings: Pick<SettingsFile, 'settings'>;
}

/** The system's notifications. The user may have switched them off. */
export class Notifications {
  readonly #deps: NotificationsDeps;

  constructor(deps: NotificationsDeps) {
    this.#deps = deps;
  }

  show(title: string, body: string, onClick = () => {}): void {
    const { desktop, settings } = this.#deps;
    if (settings.settings.showNotices) desktop.notifications.show({ title, body, onClick });
  }

  /** One that the user asked for: shown whatever the settings say. */
  showAsked(title: string, body: string, onClick: () => void): void {
    this.#deps.desktop.notifications.show({ title, body, onClick });
  }

  /** `accountName`: the customer that the problem is about. */
  showProblem(problem: Problem, accountName?: string, onClick?: () => void): void {
    const { what, next } = sentenceFor(problem);
    this.show(accountName ? `${accountName}: ${what}` : what, next, onClick);
  }
}
