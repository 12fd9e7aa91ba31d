import { type NamesEncoding, type NamesPreview, namesEncodings } from '../../../shared/names.ts';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { Group, Row } from '../Section.tsx';
import { encodingWords } from '../words.ts';

const encodings = namesEncodings.map((value) => ({ value, name: encodingWords[value] }));
const noHeadings = 'none';

interface FileReadingProps {
  encoding: NamesEncoding;
  /** Whether the user has confirmed the encoding; null if there is no doubt. */
  confirmed: boolean | null;
  onEncoding: (encoding: NamesEncoding) => void;
  onConfirm: (confirmed: boolean) => void;
  headingLine: number | null;
  firstLines: NamesPreview['firstLines'];
  onHeadingLine: (line: number | null) => void;
}

/** How the file is read: its encoding, and which line names the columns. Both are guessed, and the user can correct them. */
export function FileReading(props: FileReadingProps) {
  const { encoding, confirmed, onEncoding, onConfirm, headingLine, firstLines, onHeadingLine } = props;
  const lines = firstLines.map(({ line, text }) => ({ value: String(line), name: `Line ${line}: ${text}` }));
  return (
    <Group title="How the file is read">
      <Row label="Encoding" hint="How its letters are stored. If names look wrong below, choose another one.">
        <div className="names-choice">
          <Select aria-label="Encoding" value={encoding} options={encodings} onChange={onEncoding} />
        </div>
      </Row>
      {confirmed !== null && (
        <Switch
          label="The letters look right"
          hint="The file does not say its encoding, so this one is a guess. Look at the names below before you import them."
          data-waits={!confirmed}
          checked={confirmed}
          onChange={onConfirm}
        />
      )}
      <Row label="Headings" hint="The line that names the columns. Lines above it are left out.">
        <div className="names-choice">
          <Select
            aria-label="Line with the headings"
            value={headingLine === null ? noHeadings : String(headingLine)}
            options={[{ value: noHeadings, name: 'No line' }, ...lines]}
            onChange={(chosen) => onHeadingLine(chosen === noHeadings ? null : Number(chosen))}
          />
        </div>
      </Row>
    </Group>
  );
}
