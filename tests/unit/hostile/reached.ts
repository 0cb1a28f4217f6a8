import type { Reason } from '../../../lib/core/reason.ts';

/** What many tries came to: how often each end, and how often each reason code. Said in one line, which the summary of all tests keeps. */
export function reached() {
  const ends = new Map<string, number>();
  const codes = new Map<string, number>();
  const more = (counts: Map<string, number>, name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    note: (end: string, reasons: readonly Reason[]) => {
      more(ends, end);
      for (const { code } of reasons) more(codes, code);
    },
    times: (end: string) => ends.get(end) ?? 0,
    codes: () => codes.size,
    say: (what: string) => console.log(`Reached by ${what}: ${inWords(ends)}${codes.size === 0 ? '' : `; for ${inWords(codes)}`}`),
  };
}

function inWords(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
