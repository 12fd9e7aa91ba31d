import { useEffect, useRef, useState } from 'react';
import type { AppState } from '../../../shared/contract.ts';
import { goneCustomersWords } from '../../../shared/gone-customers.ts';
import type { SettingsPlace } from '../../../shared/settings-sections.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { foundWords } from '../words.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { ConnectionPage } from './ConnectionPage.tsx';
import { ConnectionRow } from './ConnectionRow.tsx';
import { LostConnections } from './LostConnections.tsx';

type View =
  | { page: 'list' }
  | { page: 'add' }
  /** `replaceKey`: the dialog for another key is open, and leads back to where it was asked for. */
  | { page: 'connection'; connectionId: string; news: string; replaceKey?: boolean };

/** The list of connections, with a page for each and one to add another. */
export function ConnectionsSection({ state, place }: { state: AppState; place: SettingsPlace | null }) {
  const [view, setView] = useState<View>(() =>
    place?.connection ? { page: 'connection', news: '', ...place.connection } : { page: 'list' },
  );
  const [news, setNews] = useState('');
  /** The row that gets the focus when the user comes back: the one that was open. */
  const [cameFrom, setCameFrom] = useState<string | null>(null);

  const back = { name: 'Connections', go: () => setView({ page: 'list' }) };
  if (view.page === 'add') {
    return (
      <Section title="Add a connection" back={back} keepsFocus>
        <ConnectForm
          state={state}
          withLabel
          onConnected={({ connectionId, accountTotal, facts }) => {
            setCameFrom(connectionId);
            setView({ page: 'connection', connectionId, news: foundWords(accountTotal, facts) });
          }}
        />
      </Section>
    );
  }
  const open = view.page === 'connection' ? view : null;
  const connection = state.connections.find(({ connectionId }) => connectionId === open?.connectionId);
  if (open && connection) {
    return (
      <ConnectionPage
        key={connection.connectionId}
        state={state}
        connection={connection}
        news={open.news}
        replaceKey={open.replaceKey ?? false}
        back={back}
        onRemoved={() => {
          setNews(`${connection.label} was removed.`);
          setView({ page: 'list' });
        }}
      />
    );
  }
  return (
    <ConnectionList
      state={state}
      news={news}
      focusRow={cameFrom}
      onAdd={() => {
        setNews('');
        setView({ page: 'add' });
      }}
      onOpen={(connectionId) => {
        setNews('');
        setCameFrom(connectionId);
        setView({ page: 'connection', connectionId, news: '' });
      }}
    />
  );
}

interface ConnectionListProps {
  state: AppState;
  news: string;
  focusRow: string | null;
  onAdd: () => void;
  onOpen: (connectionId: string) => void;
}

function ConnectionList({ state, news, focusRow, onAdd, onOpen }: ConnectionListProps) {
  const { connections, lostConnections, providers } = state;
  const [forgotten, setForgotten] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLDivElement>(null);
  const sync = useAction(latchkey.syncAccounts);
  const [gone, setGone] = useState('');

  const syncAll = async (): Promise<void> => {
    setGone('');
    const answer = await sync.send({ connectionId: null });
    const words = answer.ok ? goneCustomersWords(answer.value, connections) : null;
    if (words !== null) setGone(`${words}.`);
  };

  // Only when the list appears: later changes must not move the focus.
  const arrivedFrom = useRef(focusRow);
  useEffect(() => {
    const row = arrivedFrom.current;
    if (row === null) return;
    const element = list.current?.querySelector<HTMLElement>(`[data-connection="${row}"]`);
    // The row is gone if the connection was removed.
    (element ?? add.current?.querySelector('button'))?.focus();
  }, []);

  return (
    <Section
      title="Connections"
      actions={
        <div className="section-actions" ref={add}>
          {connections.length > 0 && (
            <Button icon="sync" busy={sync.busy} onClick={() => void syncAll()}>
              Sync all
            </Button>
          )}
          <Button variant={connections.length > 0 ? 'secondary' : 'primary'} icon="plus" onClick={onAdd}>
            Add connection
          </Button>
        </div>
      }
    >
      <Outcome
        done={forgotten ? 'What was left of the connection is gone, with its key.' : gone ? '' : news}
        info={gone}
      />
      {!state.online && (
        <p className="connections-offline">
          <Icon name="offline" />
          This machine is offline. Customers can be searched; logging in waits for the network.
        </p>
      )}
      {connections.length === 0 ? (
        <div className="connections-none">
          <Icon name="key" />
          <p>No connections yet.</p>
          <p className="muted">
            Connect {providers.map(({ shortName }) => shortName).join(' or ')} with a key to see your customers.
          </p>
        </div>
      ) : (
        <Group>
          <ul className="connection-list" ref={list}>
            {connections.map((connection) => (
              <ConnectionRow
                key={connection.connectionId}
                connection={connection}
                facts={providers.find(({ provider }) => provider === connection.provider)}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </Group>
      )}
      {lostConnections.length > 0 && <LostConnections lost={lostConnections} onForgotten={() => setForgotten(true)} />}
    </Section>
  );
}
