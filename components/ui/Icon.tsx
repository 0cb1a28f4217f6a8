import type { JSX } from 'preact';

/** Line drawings on a 16 grid, 1.5 stroke, one family. They decorate a word; alone they need a label on their button. */
const PATHS = {
  'arrow-out': 'M3 8h10M9 4l4 4-4 4',
  check: 'M3.5 8.4l3 3 6-6.8',
  'chevron-down': 'M3.5 6L8 10.5 12.5 6',
  'chevron-left': 'M10 3.5L5.5 8l4.5 4.5',
  'chevron-right': 'M6 3.5L10.5 8 6 12.5',
  clock: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 4.6V8l2.3 1.5',
  console:
    'M3 3h10a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 13 13H3a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 3 3ZM4.5 6.2L6.5 8l-2 1.8M8.5 10h3',
  'dock-left': 'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3ZM6.5 3v10',
  'dock-right': 'M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3ZM9.5 3v10',
  download: 'M8 2.5v8M4.5 7.2L8 10.7l3.5-3.5M2.5 13.5h11',
  draft: 'M3 2.5h7.7l2.8 2.8V12.5a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 .5-1ZM5.5 2.6v2.9h4V2.6M5 13.4V9.5h6v3.9',
  file: 'M9 2H4.5A1.5 1.5 0 0 0 3 3.5v9A1.5 1.5 0 0 0 4.5 14h7a1.5 1.5 0 0 0 1.5-1.5V6ZM9 2v4h4',
  find: 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0ZM10.3 10.3l3.4 3.4',
  'fold-left': 'M12.5 4l-4 4 4 4M7.5 4l-4 4 4 4',
  'fold-right': 'M3.5 4l4 4-4 4M8.5 4l4 4-4 4',
  key: 'M8.3 10.6a2.9 2.9 0 1 1-5.8 0 2.9 2.9 0 0 1 5.8 0ZM7.5 8.5l6-6M11 5l1.8 1.8',
  'leave-out': 'M9.5 2.5H4a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h5.5M7 8h7M11.5 5.5L14 8l-2.5 2.5',
  list: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.6 4h.01M2.6 8h.01M2.6 12h.01',
  lock: 'M4.5 7h7A1.5 1.5 0 0 1 13 8.5V12a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12V8.5A1.5 1.5 0 0 1 4.5 7ZM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2',
  plug: 'M6 2v3M10 2v3M4 5h8v2.5a4 4 0 0 1-8 0ZM8 11.5V14',
  'read-again': 'M13.4 8A5.4 5.4 0 1 1 11.8 4.2M13.4 1.8v3h-3',
  seal: 'M12 6a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM5.6 9.3L4.5 14 8 12.2l3.5 1.8-1.1-4.7',
  sliders:
    'M2.5 5h5.8M12.2 5h1.3M2.5 11h1.3M7.7 11h5.8M12.1 5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0ZM7.7 11a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0Z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: Readonly<{ name: IconName }>): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
