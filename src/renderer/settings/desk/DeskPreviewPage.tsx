import type { AppState } from '../../../shared/contract.ts';
import { changesSomething, type DeskConnection, type DeskPreview } from '../../../shared/desk.ts';
import { countOf, dateTime, wholeNumber } from '../../../shared/format.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import { latchkey } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Count } from '../Count.tsx';
import { ChangeList } from '../names/ChangeList.tsx';
import { Outcome } from '../Outcome.tsx';
import { Group, Row, Section } from '../Section.tsx';
import { useAction } from '../use-action.ts';
import { changeWords, settingName } from './setting-words.ts';
import '../names/names-preview.css';
import './desk.css';

interface DeskPreviewPageProps {
  state: AppState;
  preview: DeskPreview;
  /** Where the back button leads. */
  backTo: string;
  onCancel: () => void;
  onImported: (record: ImportRecord) => void;
}

/** What a desk file would change, before it does. */
export function DeskPreviewPage({ state, preview, backTo, onCancel, onImported }: DeskPreviewPageProps) {
  const importing = useAction(latchkey.importDesk);
  const { connections, counts, importId, settings, stricterHere } = preview;
  const isUseful = changesSomething(preview);
  const runImport = async (): Promise<void> => {
    const answer = await importing.send({ importId });
    if (answer.ok) onImported(answer.value);
  };

  return (
    <Section
      title={preview.fileName}
      lead={`Exported on ${dateTime(preview.exportedAt)}. The file holds names and notes, and no key.`}
      back={{ name: backTo, go: onCancel }}
      actions={
        <Button variant="primary" busy={importing.busy} disabled={!isUseful} onClick={() => void runImport()}>
          {isUseful ? 'Import this desk' : 'Nothing to import'}
        </Button>
      }
    >
      <Outcome problem={importing.problem} busy={importing.busy} steps={{ 'try-again': () => void runImport() }} />
      {connections.length > 0 && (
        <Group title="Connections">
          {connections.map((connection) => (
            <Row
              key={`${connection.provider} ${connection.region} ${connection.label}`}
              label={connection.label}
              hint={connectionWords(connection, state)}
            />
          ))}
        </Group>
      )}
      <dl className="names-counts">
        <Count name={counts.names === 1 ? 'name' : 'names'} value={counts.names} />
        <Count name={counts.notes === 1 ? 'note' : 'notes'} value={counts.notes} />
        <Count name={counts.pins === 1 ? 'pin' : 'pins'} value={counts.pins} />
        <Count name="named by files" value={counts.fromFiles} />
      </dl>
      <div className="desk-sentences muted">
        {sentencesOf(counts).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <ChangeList changes={preview.changes} />
      {(settings.length > 0 || stricterHere.length > 0) && (
        <Group title="Settings" foot={stricterWords(stricterHere)}>
          {settings.map((change) => (
            <Row key={change.name} label={settingName(change.name)} hint={changeWords(change, state.platform)} />
          ))}
        </Group>
      )}
    </Section>
  );
}

function connectionWords(
  { provider, region, what, requiresReason, customers }: DeskConnection,
  { providers }: AppState,
): string {
  const facts = providers.find((one) => one.provider === provider);
  const regionName =
    (facts?.regions.length ?? 0) > 1 ? facts?.regions.find(({ id }) => id === region)?.name : undefined;
  return [
    facts?.shortName,
    regionName,
    what === 'added' ? 'new, waits for its key' : 'here already',
    requiresReason ? (what === 'added' ? 'asks for a reason' : 'will ask for a reason') : '',
    customers > 0 ? `${countOf(customers, 'customer')} in the file` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function sentencesOf({ kept, unreadable, waiting }: DeskPreview['counts']): string[] {
  const sentences: string[] = [];
  if (waiting > 0)
    sentences.push(
      `${countOf(waiting, 'customer')} of the file ${waiting === 1 ? 'is' : 'are'} in no list here yet. Each gets its name, note and pin when it is.`,
    );
  if (kept > 0)
    sentences.push(
      `${wholeNumber(kept)} of your own names and notes here ${kept === 1 ? 'differs, and stays' : 'differ, and stay'}.`,
    );
  if (unreadable > 0)
    sentences.push(`${countOf(unreadable, 'part')} of the file cannot be read, and will be left out.`);
  return sentences;
}

const stricterWords = (settings: DeskPreview['stricterHere']): string | undefined =>
  settings.length === 0
    ? undefined
    : `A file cannot make Latchkey less careful. These stay as they are here: ${settings.map(settingName).join(', ')}.`;
