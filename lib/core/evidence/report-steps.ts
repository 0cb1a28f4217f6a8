import type { Verdict } from '../compare/reading.ts';
import { approvedAt, type Packet } from '../packet/packet.ts';
import type { FieldSpec, Profile } from '../profile/profile.ts';
import { type Html, html } from './html.ts';
import { entriesOf, type Station } from './kinds.ts';
import { mayShow } from './masking.ts';
import type { DisplayRecord, JournalEntry } from './record.ts';
import { sign } from './report-signs.ts';
import { dayAndTime } from './report-words.ts';

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  match: 'match',
  mismatch: 'mismatch',
  broader: 'broader',
  empty: 'empty',
  unreadable: 'unreadable',
};

type Seen = ReadonlyMap<string, Verdict>;

/**
 * "The same at every step": each approved value, and what it was when it was entered, sent, confirmed and granted. A
 * value is shown as evidence shows it: allow-listed by the profile and of the right form, or masked. What was entered is
 * what the last capture that has the field says, which is the one of the press when there was one.
 */
export function stepsTable(
  given: Readonly<{
    profile: Profile;
    packet: Packet | null;
    version: number;
    entries: readonly JournalEntry[];
    captures: readonly DisplayRecord[];
  }>,
): Html {
  const entered: Seen = new Map(
    given.captures.flatMap(({ rows }) => rows.filter((row) => row.source !== 'confirmation').map((row) => [row.field, row.verdict])),
  );
  const [sent, confirmed, granted] = (['sent', 'confirmed', 'granted'] as const).map((station) => seenAt(given.entries, station));
  const rows = given.profile.screens
    .flatMap((screen) => screen.fields)
    .map(
      (
        spec,
      ) => html`<tr><td>${spec.label}</td><td>${approvedCell(spec, given.packet)}</td>${cell(entered, spec, 'not read')}${cell(sent, spec, 'not in it')}${cell(confirmed, spec, 'not stated')}${cell(granted, spec, 'not kept')}</tr>
`,
    );
  return html`<h2>The same at every step</h2>
<div class="wide" tabindex="0" role="region" aria-label="The same at every step"><table><thead><tr><th>Value</th><th>Approved in packet v${given.version}</th><th class="c">Entered</th><th class="c">Sent</th><th class="c">Confirmed</th><th class="c">In IAM</th></tr></thead><tbody>
${rows}</tbody></table></div>
`;
}

function seenAt(entries: readonly JournalEntry[], station: Station): Seen {
  const read = entriesOf(entries, 'fields-read').findLast((entry) => entry.body.station === station);
  return new Map(read?.body.fields.map((one) => [one.field, one.verdict]) ?? []);
}

/** A station that was never reached has no verdict on anything: that is a dash, not "not stated". */
function cell(seen: Seen | undefined, spec: FieldSpec, without: string): Html {
  const verdict = seen?.get(spec.id);
  if (verdict !== undefined)
    return html`<td class="c">${sign(verdict, 13, VERDICT_WORDS[verdict])}${verdict === 'match' ? '' : ` ${verdict}`}</td>`;
  return html`<td class="c quiet">${seen === undefined || seen.size === 0 ? '–' : without}</td>`;
}

function approvedCell(spec: FieldSpec, packet: Packet | null): Html {
  if ('constant' in spec.approved) return html`<span class="m">${spec.approved.constant}</span>`;
  if (packet === null) return html`<span class="quiet">not known any more when this was made</span>`;
  const approved = approvedAt(packet, spec.approved.packet);
  if (typeof approved === 'string' && spec.compare === 'instant' && spec.evidence.isShown)
    return html`${dayAndTime(approved === '' ? null : approved)}`;
  const parts = typeof approved === 'string' ? [approved] : approved;
  const isShown = parts.length > 0 && parts.every((part) => mayShow(spec.evidence, part));
  return isShown ? html`<span class="m">${parts.join(', ')}</span>` : html`<span class="mask">masked: ${spec.evidence.hides}</span>`;
}
