import { useEffect, useRef, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { type SettingsSection, settingsSections } from '../../shared/settings-sections.ts';
import { latchkey } from '../api.ts';
import { TabPanel, Tabs } from '../components/Tabs.tsx';
import { useAnnouncement } from '../hooks/use-announcement.ts';
import { useAppState } from '../hooks/use-app-state.ts';
import { usePageReady } from '../hooks/use-page-ready.ts';
import { FirstRun } from './first-run/FirstRun.tsx';
import { Navigation } from './navigation.ts';
import { ProblemWithSteps } from './Outcome.tsx';
import { sections } from './sections.tsx';
import './settings-window.css';

export function SettingsWindow() {
  const state = useAppState();
  usePageReady(state !== null);
  return state ? <Pages state={state} /> : null;
}

/** First run stays until the user leaves it, although settings call it done before its last page is shown. */
function Pages({ state }: { state: AppState }) {
  const [inFirstRun, setInFirstRun] = useState(!state.settings.firstRunDone);
  const [asked, setAsked] = useState(sectionOfAddress(location.hash));
  useAnnouncement('settingsSection', ({ section }) => {
    // Leave the last page, where nothing can be lost, but none of the steps before it.
    if (!inFirstRun || !state.settings.firstRunDone) return;
    setAsked(section);
    setInFirstRun(false);
  });
  return inFirstRun ? (
    <FirstRun state={state} onLeave={() => setInFirstRun(false)} />
  ) : (
    <Settings state={state} first={asked ?? 'connections'} />
  );
}

function Settings({ state, first }: { state: AppState; first: SettingsSection }) {
  const [section, setSection] = useState(first);
  /** Counts how often something other than the list at the side chose the section. */
  const [arrivals, setArrivals] = useState(0);
  const main = useRef<HTMLElement>(null);

  const arrive = (at: SettingsSection): void => {
    setSection(at);
    setArrivals((count) => count + 1);
  };
  useAnnouncement('settingsSection', (asked) => arrive(asked.section));
  useEffect(() => {
    if (arrivals > 0) main.current?.querySelector('h1')?.focus();
  }, [arrivals]);

  const tabs = settingsSections.map((id) => {
    const { name, icon, needsAttention } = sections[id];
    return { id, name, icon, attention: needsAttention?.(state) ?? false };
  });
  const { Page } = sections[section];
  return (
    <Navigation value={arrive}>
      <div className="settings">
        <nav className="settings-nav" aria-label="Settings">
          <Tabs label="Sections" tabs={tabs} selected={section} onSelect={setSection} orientation="vertical" />
        </nav>
        <main className="settings-main" ref={main}>
          <TabPanel id={section} key={section}>
            {state.problems.length > 0 && (
              <div className="settings-problems">
                {state.problems.map((problem) => (
                  <ProblemWithSteps
                    key={problem.kind}
                    problem={problem}
                    tone="warning"
                    steps={{
                      'sync-now': () => void latchkey.syncAccounts({ connectionId: null }),
                      ...(section === 'connections' ? {} : { 'open-connections': () => arrive('connections') }),
                    }}
                  />
                ))}
              </div>
            )}
            <Page state={state} />
          </TabPanel>
        </main>
      </div>
    </Navigation>
  );
}

/** The section in the address of the page: main opens `settings.html#history`. */
const sectionOfAddress = (hash: string): SettingsSection | null =>
  settingsSections.find((section) => `#${section}` === hash) ?? null;
