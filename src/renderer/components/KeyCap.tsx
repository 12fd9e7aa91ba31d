import './key-cap.css';

const spoken: Partial<Record<string, string>> = { '⌘': 'Command', '⇧': 'Shift', '↵': 'Enter', Esc: 'Escape' };

/** One shortcut as its keys, e.g. `['Ctrl', 'K']`; a screen reader says "Ctrl+K". */
export function KeyCap({ keys }: { keys: readonly string[] }) {
  return (
    <kbd className="key-caps">
      <span className="visually-hidden">{keys.map((key) => spoken[key] ?? key).join('+')}</span>
      {keys.map((key) => (
        <span className="key-cap" aria-hidden="true" key={key}>
          {key}
        </span>
      ))}
    </kbd>
  );
}
