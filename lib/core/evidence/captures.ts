import { type Body, entriesOf } from './kinds.ts';
import type { JournalEntry } from './record.ts';

/** A capture with what came of its picture: its hash, or why there is none. Neither while it is not drawn yet. */
export type NamedCapture = Readonly<{ seq: number; at: string; body: Body<'capture'> }>;

/** The captures that a journal names. A picture may be drawn after its record was kept, and has an entry of its own then. */
export function capturesIn(entries: readonly JournalEntry[]): readonly NamedCapture[] {
  const pictured = new Map(entriesOf(entries, 'pictured').map(({ body }) => [body.record, body]));
  return entriesOf(entries, 'capture').map(({ seq, at, body }) => {
    const later = isPictureSaid(body) ? undefined : pictured.get(body.record);
    return { seq, at, body: later === undefined ? body : { ...body, picture: later.picture, because: later.because } };
  });
}

export function isPictureSaid({ picture, because }: Pick<Body<'capture'>, 'picture' | 'because'>): boolean {
  return picture !== null || because !== null;
}
