import { countOf, dateTime } from '../../../shared/format.ts';
import type { ImportRecord } from '../../../shared/names.ts';
import { Button } from '../../components/Button.tsx';
import { Group, Row } from '../Section.tsx';

interface ImportListProps {
  imports: readonly ImportRecord[];
  busy: boolean;
  onUndo: (importId: string) => void;
}

/** The imports, newest first. An undone import stays in the list and is marked. */
export function ImportList({ imports, busy, onUndo }: ImportListProps) {
  return (
    <Group title="Imports">
      {imports.map(({ importId, fileName, at, accounts, undone, isDesk }) => (
        <Row
          key={importId}
          label={fileName}
          hint={`${dateTime(at)} · ${isDesk ? 'a desk, with settings and connections · ' : ''}${countOf(accounts, 'account')}`}
        >
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
