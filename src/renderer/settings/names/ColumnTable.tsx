import { type ColumnMeaning, columnMeanings, type NamesPreview } from '../../../shared/names.ts';
import { Select } from '../../components/Select.tsx';
import { meaningWords } from '../words.ts';

const options = columnMeanings.map((value) => ({ value, name: meaningWords[value] }));

interface ColumnTableProps {
  columns: NamesPreview['columns'];
  meanings: readonly ColumnMeaning[];
  /** The table keeps its selects here, by the positions of their columns. */
  selects: Map<number, HTMLButtonElement>;
  onChange: (at: number, meaning: ColumnMeaning) => void;
}

/** Each column of the file with some samples, and what Latchkey uses it as. */
export function ColumnTable({ columns, meanings, selects, onChange }: ColumnTableProps) {
  return (
    <table className="names-columns">
      <caption className="visually-hidden">Columns of the file</caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Holds</th>
          <th scope="col">Used as</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ heading, samples }, at) => {
          const name = heading || `Column ${at + 1}`;
          const meaning = meanings[at] ?? 'ignore';
          return (
            // Two columns may have the same heading, so the key has the position too.
            <tr key={`${at}-${heading}`} data-ignored={meaning === 'ignore'}>
              <th scope="row">{name}</th>
              <td className="names-samples">{samples.join(', ')}</td>
              <td>
                <Select
                  ref={(select) => {
                    if (select) selects.set(at, select);
                    else selects.delete(at);
                  }}
                  aria-label={`${name} is used as`}
                  value={meaning}
                  options={options}
                  onChange={(chosen) => onChange(at, chosen)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
