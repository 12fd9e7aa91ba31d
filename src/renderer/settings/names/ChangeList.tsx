import type { NamesPreview } from '../../../shared/names.ts';

/** The first names that an import would change. */
export function ChangeList({ changes }: { changes: NamesPreview['changes'] }) {
  return (
    <table className="names-changes selectable">
      <caption>{changes.length > 0 ? 'First names that would change' : 'No name would change.'}</caption>
      {changes.length > 0 && (
        <>
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
        </>
      )}
    </table>
  );
}
