import type { Enforcement } from '../../lib/core/execution/view.ts';
import type { Fallen } from './round.ts';

/** One kill on one line. */
export function lineOf(fallen: Fallen): string {
  const { kill, enforcement, isCounted, shown, ended, fired, passedMs, kept, open, faults } = fallen;
  const shots = fired === 0 ? '' : `, ${passedMs.length} of ${fired} commits passed${lastOf(passedMs)}`;
  const counted = isCounted ? '' : `, NOT COUNTED: the journal shows ${shown}`;
  const said = faults.map((one) => `, ${one}`).join('');
  return `${faults.length === 0 ? 'ok' : 'FAULT'} ${enforcement}: the ${kill.victim} dies while ${kill.state} (${deathOf(fallen)}): then ${ended}${shots}, lines kept: ${kept}, ${open.length === 0 ? 'closed' : 'OPEN'} after${counted}${said}`;
}

function deathOf({ kill, death }: Fallen): string {
  if (death.pids.length > 0) return `process ${death.pids.join(', ')}`;
  if (!death.isSeen) return 'its death was NOT SEEN';
  if (kill.victim === 'tab') return 'the tab was closed';
  return `the ${kill.victim} was seen running, then stopped, and answered again`;
}

function lastOf(passedMs: readonly number[]): string {
  return passedMs.length === 0 ? '' : `, the last ${Math.max(...passedMs)} ms after the death`;
}

const HEADS = ['while', 'who dies', 'level', 'kills', 'lines kept', 'commits passed', 'gate after'] as const;

/** One row for each state, who died in it, and level: what was kept, what got out, and whether the gate was closed afterwards. */
export function tableOf(all: readonly Fallen[]): string {
  const rows = [...Map.groupBy(all, ({ kill, enforcement }) => `${kill.state}|${kill.victim}|${enforcement}`).values()].map(rowOf);
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [HEADS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(some: readonly Fallen[]): readonly string[] {
  const [first] = some;
  if (first === undefined) return [];
  const sum = (of: (one: Fallen) => number) => some.reduce((total, one) => total + of(one), 0);
  const [kept, lost, fired] = [sum((one) => one.kept), sum((one) => one.lost), sum((one) => one.fired)];
  const passedMs = some.flatMap((one) => one.passedMs);
  const open = [...new Set(some.flatMap((one) => one.open))];
  return [
    first.kill.state,
    first.kill.victim,
    first.enforcement,
    String(some.length),
    lost === 0 ? `all ${kept}` : `${lost} of ${kept + lost} LOST`,
    fired === 0 ? `${passedMs.length}, none fired` : `${passedMs.length} of ${fired}${lastOf(passedMs)}`,
    open.length === 0 ? 'closed' : `OPEN for ${open.join(' and ')}`,
  ];
}

/** What got out with the gate armed, at one level. */
export function armedLine(enforcement: Enforcement, all: readonly Fallen[]): string {
  const passedMs = all
    .filter(({ kill, enforcement: level }) => level === enforcement && kill.state === 'armed' && kill.victim !== 'browser')
    .flatMap((one) => one.passedMs);
  return `armed and dead, ${enforcement}: ${passedMs.length === 0 ? 'none passed' : `${passedMs.length} passed${lastOf(passedMs)}`}`;
}
