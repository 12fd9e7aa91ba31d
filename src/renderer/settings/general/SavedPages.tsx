import { type FormEvent, useRef, useState } from 'react';
import { connectionWords } from '../../../shared/connection.ts';
import type { AppState } from '../../../shared/contract.ts';
import { type PageNameFault, pageNameFault, typedPageName } from '../../../shared/page-name.ts';
import { pageWords, readPage } from '../../../shared/provider-page.ts';
import type { SavedPage } from '../../../shared/settings.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Field, TextInput } from '../../components/Field.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row } from '../Section.tsx';
import { useAction } from '../use-action.ts';

const most = 50;

/** Pages of providers by names of the user's own: listed where a log-in can land, and typed after a customer's name. */
export function SavedPages({ state }: { state: AppState }) {
  const { savedPages } = state.settings;
  const change = useAction(latchkey.changeSettings);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const nameInput = useRef<HTMLInputElement>(null);
  const withPages = state.providers.filter(({ pages }) => pages);
  const names = withPages.map(({ shortName }) => shortName).join(' or ');

  const put = (pages: SavedPage[]) => change.send({ savedPages: pages });
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readNew(name, address, state);
    setFault('saved' in read ? null : read);
    if (!('saved' in read)) return;
    const answer = await put([...savedPages, read.saved]);
    if (!answer.ok) return;
    setName('');
    setAddress('');
    nameInput.current?.focus();
  };

  return (
    <>
      <Outcome problem={change.problem} />
      {savedPages.length > 0 && (
        <Group title="Saved pages">
          {savedPages.map((saved) => (
            <Row key={saved.name} label={saved.name} hint={pageWords(saved.page)}>
              <Button busy={change.busy} onClick={() => void put(savedPages.filter((other) => other !== saved))}>
                Remove<span className="visually-hidden"> {saved.name}</span>
              </Button>
            </Row>
          ))}
        </Group>
      )}
      <form noValidate onSubmit={(event) => void add(event)}>
        <Group
          title={savedPages.length > 0 ? 'Save another page' : 'Saved pages'}
          foot={`Type the name after a customer’s, such as “acme dedicated ip”, or choose it with Tab: the log-in opens this page of ${names}.`}
        >
          <Field label="Name" error={fault?.of === 'name' ? fault.words : null}>
            <TextInput ref={nameInput} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Address of the page" error={fault?.of === 'address' ? fault.words : null}>
            <TextInput
              type="url"
              maxLength={2_000}
              placeholder={`https://app.${withPages[0]?.pages?.within ?? ''}/…`}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          </Field>
          <Row label="">
            <Button type="submit" busy={change.busy}>
              Save the page
            </Button>
          </Row>
        </Group>
      </form>
    </>
  );
}

/** Why what was typed cannot be saved, in a sentence. */
interface Fault {
  of: 'name' | 'address';
  words: string;
}

const faultWords: Readonly<Record<PageNameFault, string>> = {
  'too-short': 'Type a name of at least three letters.',
  'too-many-words': 'Type a name of at most four words.',
  filter: 'Type a name without @, #, colon and quotation marks: those are filters in a search.',
  place: 'A place of the provider’s own has this name. Type another one.',
  connection: 'A search takes this for words of a connection. Type another name.',
};

function readNew(
  typedName: string,
  typedAddress: string,
  { connections, providers, settings }: AppState,
): { saved: SavedPage } | Fault {
  const name = typedName.trim();
  const isTaken = settings.savedPages.some((saved) => typedPageName(saved.name) === typedPageName(name));
  if (name === '') return { of: 'name', words: 'Type a name for the page.' };
  if (isTaken) return { of: 'name', words: 'Another page has this name.' };
  if (settings.savedPages.length >= most)
    return { of: 'name', words: `There are ${most} pages already. Remove one first.` };
  const factsOf = (wanted: string) => providers.find(({ provider }) => provider === wanted);
  for (const { provider, name: providerName, pages, targets } of providers) {
    const page = readPage(typedAddress.trim(), pages);
    if (page === null) continue;
    const fault = pageNameFault(
      name,
      targets.flatMap((target) => [target.name, ...target.verbs]),
      [providerName, ...connections.map((connection) => connectionWords(connection, factsOf(connection.provider)))],
    );
    return fault ? { of: 'name', words: faultWords[fault] } : { saved: { provider, name, page } };
  }
  const names = providers.filter(({ pages }) => pages).map(({ shortName }) => shortName);
  return { of: 'address', words: `Type the whole address of a page of ${names.join(' or ')}, with https.` };
}
