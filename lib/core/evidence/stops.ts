import { record, text } from './guards.ts';
import { isOf } from './kinds.ts';
import type { JournalEntry } from './record.ts';

/** Something that kept the gate closed on the way: a halt needs a person, a hold goes away by itself. */
export type Stop = Readonly<{ seq: number; at: string; kind: 'halted' | 'held'; reasons: readonly StopReason[] }>;
export type StopReason = Readonly<{ code: string; subject: string | null; details: Readonly<Record<string, string>> }>;

/**
 * What was halted or held, in the journal's order. A reading is taken many times a second, so one cause counts when
 * it appears and not again while it stays; a field that is still empty is no stop.
 */
export function stopsOf(entries: readonly JournalEntry[]): readonly Stop[] {
  const stops: Stop[] = [];
  let present: ReadonlySet<string> = new Set();
  for (const entry of entries) {
    const found = stopIn(entry);
    if (found === null) continue;
    const fresh = found.isReading ? found.reasons.filter((reason) => !present.has(keyOf(reason))) : found.reasons;
    if (found.isReading) present = new Set(found.reasons.map(keyOf));
    if (fresh.length > 0) stops.push({ seq: entry.seq, at: entry.at, kind: found.kind, reasons: fresh });
  }
  return stops;
}

type Found = Readonly<{ kind: Stop['kind']; reasons: readonly StopReason[]; isReading: boolean }>;

function stopIn(entry: JournalEntry): Found | null {
  if (isOf(entry, 'page-assessed')) {
    const { halts, holds } = entry.body.assessment;
    const kept = reasonsIn(holds).filter((reason) => reason.code !== 'field-empty');
    return { kind: halts.length > 0 ? 'halted' : 'held', reasons: [...reasonsIn(halts), ...kept], isReading: true };
  }
  const kind = HALTING.some((one) => isOf(entry, one)) ? 'halted' : 'held';
  const reasons = otherReasons(entry);
  return reasons.length === 0 ? null : { kind, reasons, isReading: false };
}

const HALTING = ['halt-asked', 'world-changed', 'handed-over', 'exit-read'] as const;

function otherReasons(entry: JournalEntry): readonly StopReason[] {
  if (isOf(entry, 'handed-over')) return [{ code: 'takeover-held', subject: null, details: {} }];
  if (isOf(entry, 'exit-read') && entry.body.isPending !== false)
    return [{ code: entry.body.isPending === null ? 'iam-unknown' : 'exit-left-pending', subject: null, details: {} }];
  if (isOf(entry, 'preflight-read') && Array.isArray(entry.body['outside']) && entry.body['outside'].length > 0)
    return [{ code: 'readings-outside-packet', subject: null, details: {} }];
  if (isOf(entry, 'preflight-read') || isOf(entry, 'recheck-read')) return reasonsIn(entry.body.result.reasons);
  if (isOf(entry, 'world-changed') || isOf(entry, 'commit-seen') || isOf(entry, 'step-seen')) return reasonsIn(entry.body.reasons);
  if (isOf(entry, 'halt-asked') || isOf(entry, 'claim-refused') || isOf(entry, 'consume-refused') || isOf(entry, 'gate-failed')) {
    return reasonsIn([entry.body.reason]);
  }
  return isOf(entry, 'press-held') ? reasonsIn([entry.body.because]) : [];
}

/** The reasons of a list in a body; what is none is passed over. */
export function reasonsIn(list: readonly unknown[]): readonly StopReason[] {
  return list
    .filter(record)
    .flatMap(({ code, subject, details }) =>
      text(code) ? [{ code, subject: text(subject) ? subject : null, details: textsIn(details) }] : [],
    );
}

function textsIn(details: unknown): Readonly<Record<string, string>> {
  if (!record(details)) return {};
  return Object.fromEntries(Object.entries(details).filter((pair): pair is [string, string] => text(pair[1])));
}

function keyOf(reason: StopReason): string {
  return JSON.stringify([reason.code, reason.subject]);
}
