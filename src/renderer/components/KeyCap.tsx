import './key-cap.css';

/** One shortcut as its keys, e.g. `['Ctrl', 'K']`. */
export function KeyCap({ keys }: { keys: readonly string[] }) {
  return (
    <kbd className="key-caps">
      {keys.map((key) => (
        <kbd className="key-cap" key={key}>
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
