import { isEmail } from '../../shared/email.ts';
import { readPage } from '../../shared/provider-page.ts';
import { AskPrompt } from './AskPrompt.tsx';
import { customerParts } from './sentence-parts.ts';
import { factsOf } from './state/items.ts';
import type { Attempt } from './state/launcher-state.ts';
import type { Send } from './state/use-launcher.ts';
import type { LauncherView } from './state/view.ts';

interface LandingPromptProps {
  attempt: Attempt;
  stage: Extract<Attempt['stage'], { at: 'landing' }>;
  launcher: LauncherView;
  send: Send;
}

/** Asks for the page, or for the user of the customer's account. */
export function LandingPrompt({ attempt, stage, launcher, send }: LandingPromptProps) {
  const { app, reading } = launcher;
  const { row } = attempt;
  const facts = factsOf(row, app);
  const { about, suggested } = stage;
  const refuse = (words: string): void => send({ type: 'answer-refused', words });
  const give = (text: string): void => send({ type: 'landing-given', text });
  const key = `${about} ${row.accountId}`;
  const shared = {
    reading,
    confirm: 'Log in',
    onRefuse: refuse,
    onCancel: () => send({ type: 'prompt-declined' }),
  };
  if (about === 'user') {
    const refusal = 'Type the whole email of a user first';
    const users = suggested?.users ?? none;
    return (
      <AskPrompt
        key={key}
        {...shared}
        label={['Email of the user of ', ...customerParts(row, app.connections), ' to log in as']}
        type="email"
        value={users[0] ?? ''}
        choices={users}
        choicesName="Known users"
        refusal={refusal}
        maxLength={254}
        onGive={(text) => {
          const email = text.toLowerCase();
          if (isEmail(email)) give(email);
          else refuse(refusal);
        }}
      />
    );
  }
  const refusal = `Paste the address of a page of ${facts?.shortName ?? 'the provider'}, such as https://app.${facts?.pages?.within ?? ''}/…`;
  return (
    <AskPrompt
      key={key}
      {...shared}
      label={['Page to open as ', ...customerParts(row, app.connections)]}
      value=""
      choices={suggested?.pages ?? none}
      choicesName="Last pages"
      refusal={refusal}
      maxLength={2_000}
      onGive={(text) => {
        const page = readPage(text, facts?.pages ?? null);
        if (page === null) refuse(refusal);
        else give(page);
      }}
    />
  );
}

const none: readonly string[] = [];
