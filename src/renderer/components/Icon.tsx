/** Drawn on a 16 px grid with 1.5 px lines, so that they are sharp at 1x. */
const paths = {
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  key: 'M5.5 13.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm2.1-5.1 5.9-5.9m-3 3 2 2',
  pin: 'M6 2.5h4l-.5 4 2.5 2.5H4L6.5 6.5 6 2.5ZM8 9v4.5',
  copy: 'M6.5 5.5h6v8h-6zM9.5 5.5v-3h-6v8h3',
  link: 'M7 9.5 9.5 7M6.5 6.5l-2 2a2.1 2.1 0 0 0 3 3l2-2M9.5 9.5l2-2a2.1 2.1 0 0 0-3-3l-2 2',
  pencil: 'm3 13 .6-2.8 7-7a1.5 1.5 0 0 1 2.2 2.2l-7 7L3 13Z',
  note: 'M3.5 2.5h9v7l-4 4h-5v-11ZM12.5 9.5h-4v4',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5v3.5M8 5v.1',
  target: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm0-3.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  sync: 'M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12.5 2v3h-3M3.5 14v-3h3',
  gear: 'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  warning: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2v.1',
  offline:
    'M2 2l12 12M4.5 7.2A6 6 0 0 1 6 6.3M2 5a9.5 9.5 0 0 1 2.3-1.4M8 3a9.4 9.4 0 0 1 6 2M10.3 6.5a6 6 0 0 1 1.4.9M6.5 10.2a2.3 2.3 0 0 1 3 0M8 12.5v.1',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  cross: 'm4 4 8 8M12 4l-8 8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6',
  external: 'M6.5 3.5h-3v9h9v-3M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  plus: 'M8 3v10M3 8h10',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4',
  folder: 'M2 12.5v-9h4l1.5 2H14v7H2Z',
  people:
    'M6 8a2.3 2.3 0 1 0 0-4.6A2.3 2.3 0 0 0 6 8ZM2 13c0-2.2 1.8-3.5 4-3.5s4 1.3 4 3.5M10.5 7.8a2 2 0 1 0-.6-3.8M11.5 9.7c1.5.3 2.5 1.5 2.5 3.3',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5v.1M6.7 6.5v.1M9.3 6.5v.1M12 6.5v.1M5 9.5h6',
} as const;

export type IconName = keyof typeof paths;

/** Always decoration: the words are beside it or in the control's name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
