import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import type { NamesWarning } from './names-warnings.ts';

interface WarningListProps {
  warnings: readonly NamesWarning[];
  onChoose: (column: number, meaning: NamesWarning['meaning']) => void;
}

/** What in the preview is probably not what the user wants, with the columns to choose from. */
export function WarningList({ warnings, onChoose }: WarningListProps) {
  return (
    <div role="status">
      {warnings.map(({ words, choices, meaning }) => (
        <div className="names-warning" key={words}>
          <Icon name="warning" />
          <div>
            <p>{words}</p>
            {choices.length > 0 && (
              <div className="names-warning-choices">
                {choices.map(({ column, heading }) => (
                  <Button key={column} onClick={() => onChoose(column, meaning)}>
                    Use “{heading}”
                  </Button>
                ))}
              </div>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
