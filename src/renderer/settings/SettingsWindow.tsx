import { useEffect, useRef, useState } from 'react';
import type { AppState } from '../../shared/contract.ts';
import { placeOf, type SettingsPlace, settingsSections } from '../../shared/settings-sections.ts';
import { latchkey } from '../api.ts';
import { TabGroup, TabList, TabPanel } from '../components/Tabs.tsx';
import { useAnnouncement } from '../hooks/use-announcement.ts';
import { useAppState } from '../hooks/use-app-state.ts';
import { useMedia } from '../hooks/use-media.ts';
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
  const [beganInFirstRun] = useState(inFirstRun);
  const [asked, setAsked] = useState(() => placeOf(location.hash.slice(1)));
  useAnnouncement('settingsSection', (place) => {
    // Leave the last page, where nothing can be lost, but none of the steps before it.
    if (!inFirstRun || !state.settings.firstRunDone) return;
    setAsked(place);
    setInFirstRun(false);
  });
  return inFirstRun ? (
    <FirstRun state={state} onLeave={() => setInFirstRun(false)} />
  ) : (
    <Settings state={state} first={asked ?? { section: 'connections' }} follows={beganInFirstRun} />
  );
}

interface SettingsProps {
  state: AppState;
  first: SettingsPlace;
  /** It follows another page of this window, whose focus is gone. */
  follows: boolean;
}

function Settings({ state, first, follows }: SettingsProps) {
  const [place, setPlace] = useState(first);
  const { section } = place;
  /** Counts how often something other than the list at the side chose the section. */
  const [arrivals, setArrivals] = useState(follows ? 1 : 0);
  const main = useRef<HTMLElement>(null);
  // The same width as in settings-window.css.
  const isNarrow = useMedia('(max-width: 560px)');

  const arrive = (at: SettingsPlace): void => {
    setPlace(at);
    setArrivals((count) => count + 1);
  };
  useAnnouncement('settingsSection', arrive);
  useEffect(() => {
    if (arrivals > 0) main.current?.querySelector('h1')?.focus();
  }, [arrivals]);

  const tabs = settingsSections.map((id) => {
    const { name, icon, needsAttention } = sections[id];
    return { id, name, icon, attention: needsAttention?.(state) ?? false };
  });
  const { Page } = sections[section];
  return (
    <Navigation value={(to) => arrive({ section: to })}>
      <TabGroup
        className="settings"
        selected={section}
        onSelect={(to) => setPlace({ section: to })}
        orientation={isNarrow ? 'horizontal' : 'vertical'}
      >
        <nav className="settings-nav" aria-label="Settings">
          <TabList label="Sections" tabs={tabs} />
        </nav>
        <main className="settings-main" ref={main}>
          {/* A connection that is asked for is shown, whatever the page showed before. */}
          <TabPanel id={section} key={place.connection ? `${section} ${arrivals}` : section}>
            {state.problems.length > 0 && (
              <div className="settings-problems">
                {state.problems.map((problem) => (
                  <ProblemWithSteps
                    key={problem.kind}
                    problem={problem}
                    tone="warning"
                    steps={{
                      'sync-now': () => void latchkey.syncAccounts({ connectionId: null }),
                      ...(section === 'connections'
                        ? {}
                        : { 'open-connections': () => arrive({ section: 'connections' }) }),
                      ...(section === 'history' ? {} : { 'open-history': () => arrive({ section: 'history' }) }),
                    }}
                  />
                ))}
              </div>
            )}
            <Page state={state} place={place} />
          </TabPanel>
        </main>
      </TabGroup>
    </Navigation>
  );
}
