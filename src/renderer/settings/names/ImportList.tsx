import type { ImportRecord } from '../../../shared/names.ts';
import { Button } from '../../components/Button.tsx';
import { Group, Row } from '../Section.tsx';
import { countOf, dateWords } from '../words.ts';

interface ImportListProps {
  imports: readonly ImportRecord[];
  busy: boolean;
  onUndo: (importId: string) => void;
}

/** What was imported, newest first. An undone import stays in the list, and says so. */
export function ImportList({ imports, busy, onUndo }: ImportListProps) {
  return (
    <Group title="Imports">
      {imports.map(({ importId, fileName, at, accounts, undone }) => (
        <Row key={importId} label={fileName} hint={`${dateWords(at)} · ${countOf(accounts, 'account')}`}>
          {undone ? (
            <span className="muted">Undone</span>
          ) : (
            <Button busy={busy} onClick={() => onUndo(importId)}>
              Undo<span className="visually-hidden"> the import of {fileName}</span>
            </Button>
          )}
        </Row>
      ))}
    </Group>
  );
}
