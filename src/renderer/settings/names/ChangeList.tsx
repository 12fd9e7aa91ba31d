import type { NamesPreview } from '../../../shared/names.ts';

/** The first names that an import would change. */
export function ChangeList({ changes }: { changes: NamesPreview['changes'] }) {
  if (changes.length === 0) return <p className="muted">No name would change.</p>;
  return (
    <table className="names-changes selectable">
      <caption>First names that would change</caption>
      <thead>
        <tr>
          <th scope="col">Now</th>
          <th scope="col">After the import</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ accountId, before, after }) => (
          <tr key={accountId}>
            <td className="muted" dir="auto">
              {before}
            </td>
            <td dir="auto">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
