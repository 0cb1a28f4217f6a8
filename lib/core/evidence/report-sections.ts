import { ENFORCEMENT_WORDS } from '../execution/enforcement-words.ts';
import { legWords } from '../gate/leg-words.ts';
import { picturePath, recordPath } from './bundle-names.ts';
import { capturesIn } from './captures.ts';
import { base64 } from './encoding.ts';
import { type Html, html } from './html.ts';
import { entriesOf } from './kinds.ts';
import type { DisplayRecord, JournalEntry } from './record.ts';
import { sign } from './report-signs.ts';
import { authorityWords, dayAndTime, shortHash, stopWords, timeOfDay } from './report-words.ts';
import { stopsOf } from './stops.ts';
import type { Summary } from './summary.ts';
import { timelineWords } from './timeline.ts';

/** More lines than this are not read by anybody; the journal has them all. */
const ROWS_MAX = 60;

/** Who said yes, to what, and that it was still so at the recheck. */
export function approvalsSection(summary: Summary, entries: readonly JournalEntry[]): Html {
  const again = entriesOf(entries, 'approvals-read').findLast((entry) => entry.body.purpose === 'recheck');
  const people = new Set([summary.requestedBy, summary.operator, ...summary.approvals.map((one) => one.approver)]);
  const rows = summary.approvals.map((one) => {
    const isAgain = again?.body.approvals.some((other) => other.id === one.id && other.packetDigest === summary.packet.digest) ?? false;
    const seen =
      isAgain && again !== undefined
        ? html`<span class="word">${sign('match', 13, 'in force')}in force, ${timeOfDay(again.at)}</span>`
        : html`<span class="quiet">not read again</span>`;
    const of = one.packetDigest === summary.packet.digest ? `packet v${summary.packet.version}` : 'another packet';
    return html`<tr><td>${authorityWords(one.authority)}</td><td>${one.name} <span class="quiet">${one.approver}, ${one.id}</span></td><td>${one.decidedAt === null ? 'no time given' : dayAndTime(one.decidedAt)}</td><td>${of}</td><td>${seen}</td></tr>
`;
  });
  if (rows.length === 0) return html`<h2>Approvals</h2><p class="say">No approval was read.</p>`;
  return html`<h2>Approvals that unlocked it</h2>
<div class="wide" tabindex="0" role="region" aria-label="Approvals"><table><thead><tr><th>Authority</th><th>Person</th><th>Approved</th><th>Of</th><th>Read again at recheck</th></tr></thead><tbody>
${rows}</tbody></table></div>
<p class="say">Requested by ${summary.requestedBy}. Entered by ${summary.operator}. ${people.size} different people in ${summary.approvals.length + 2} roles.</p>
`;
}

/** The legs of the check that the release relied on, or of the last one. */
export function legsSection(summary: Summary): Html {
  const check = summary.recheck ?? summary.preflight;
  if (check === null) return html`<h2>Legs</h2><p class="say">Nothing was checked.</p>`;
  const legs = check.legs.map(
    (
      leg,
    ) => html`<li>${sign(leg.isGreen ? 'match' : 'mismatch', 13, leg.isGreen ? 'green' : 'not green')}<span>${legWords(leg.id)}</span><i></i><span>${leg.seen}</span></li>
`,
  );
  const claim = summary.claim === null ? 'none' : `${summary.claim.guarantee}, epoch ${summary.claim.epoch}`;
  const level = summary.enforcement;
  const enforced = level === null ? 'not armed' : `${level}: a second submit ${ENFORCEMENT_WORDS[level].secondSubmit}`;
  return html`<h2>${summary.release === null ? 'Legs at the last check' : 'Legs at release'} <small>${timeOfDay(check.at)}, entry ${check.seq}</small></h2>
<ul class="cols">
${legs}<li><span>Claim</span><i></i><span>${claim}</span></li>
<li><span>Enforcement</span><i></i><span>${enforced}</span></li>
</ul>
`;
}

/** What kept the gate closed on the way. */
export function stopsSection(entries: readonly JournalEntry[]): Html {
  const stops = stopsOf(entries);
  if (stops.length === 0) return html`<h2>What was halted or held on the way</h2><p class="say">Nothing.</p>`;
  const rows = stops.slice(0, ROWS_MAX).map((stop) => {
    const word = stop.kind === 'halted' ? html`${sign('halt', 13, '')}Halted` : html`${sign('mismatch', 13, '')}Held`;
    return html`<tr><td>${timeOfDay(stop.at)}</td><td><span class="word">${word}</span></td><td>${[...new Set(stop.reasons.map(stopWords))].join(' ')}</td><td class="quiet">entry ${stop.seq}</td></tr>
`;
  });
  return html`<h2>What was halted or held on the way</h2>
<div class="wide" tabindex="0" role="region" aria-label="Halted or held"><table><tbody>
${rows}</tbody></table></div>${more(stops.length)}
`;
}

/** The entries that a reader follows; readings and other small steps stay in the journal. */
export function timelineSection(entries: readonly JournalEntry[]): Html {
  const lines = entries.flatMap((entry) => {
    const words = timelineWords(entry);
    return words === null ? [] : [{ ...words, seq: entry.seq, at: entry.at }];
  });
  const rows = lines.slice(0, ROWS_MAX).map(({ seq, at, says, detail, verdict }) => {
    const words = detail === null ? says : `${says}: ${detail}`;
    const mark = verdict === null ? html`<span class="dot"></span>` : sign(verdict, 13, '');
    return html`<li><time datetime="${at}">${timeOfDay(at)}</time>${mark}<span>${verdict === null ? words : html`<b>${words}</b>`}</span><span class="e">entry ${seq}</span></li>
`;
  });
  return html`<h2>Timeline <small>times are UTC</small></h2>
<ol class="time">
${rows}</ol>${more(lines.length)}
`;
}

/** The pictures, each with what it shows. A record without a picture says why. */
export function capturesSection(
  entries: readonly JournalEntry[],
  given: Readonly<{ files: ReadonlyMap<string, Uint8Array>; records: ReadonlyMap<string, DisplayRecord> }>,
): Html {
  const figures = capturesIn(entries).map(({ body, at }) => {
    const record = given.records.get(recordPath(body.record));
    const title = record?.screen.title ?? body.screen;
    const wrong = record?.rows.filter((row) => row.verdict !== 'match').length ?? 0;
    const picture = given.files.get(picturePath(body.record));
    const image =
      picture === undefined
        ? html`<div class="none">No picture, the record stands alone: ${body.because ?? 'not said why'}.</div>`
        : html`<img alt="Capture of ${title}" src="data:image/png;base64,${base64(picture)}">`;
    return html`<figure>${image}<figcaption>${title}<span>${timeOfDay(at)}, ${body.moment}${wrong === 0 ? '' : `, ${wrong} not matching`}</span><span class="m">${body.record.slice(0, 12)}</span></figcaption></figure>
`;
  });
  const none = html`<p class="say">None.</p>`;
  return html`<h2>Captures <small>reconstructions from the record, not pictures of the page</small></h2>
${
  figures.length === 0
    ? none
    : html`<div class="caps">
${figures}</div>`
}
`;
}

export function completenessSection(summary: Summary): Html {
  const { required, missing } = summary.completeness;
  const items = required.map((label) => {
    const isThere = !missing.includes(label);
    return html`<li>${sign(isThere ? 'match' : 'halt', 13, isThere ? 'there' : 'missing')}<span>${label}${isThere ? '' : ', missing'}</span></li>
`;
  });
  return html`<h2>${missing.length === 0 ? 'Complete' : 'Not complete'} for “${summary.outcome}”: ${required.length - missing.length} of ${required.length}</h2>
<ul class="cols many">
${items}</ul>
`;
}

export function checkSection(summary: Summary, name: string): Html {
  return html`<h2>Check it without us</h2>
<pre class="m">sha256sum -c MANIFEST.sha256
openssl dgst -sha256 -verify key.pub.pem -signature statement.sig.der statement.pae
countersign verify ${name} --trust devices.json</pre>
<p class="say">Take the key of device ${summary.device} from its enrolment record, not from this bundle. Head <span class="m">${shortHash(summary.head.sha256)}</span>, entry ${summary.head.seq}.</p>
`;
}

function more(count: number): Html {
  return count > ROWS_MAX ? html`<p class="say">${count - ROWS_MAX} more are in the journal.</p>` : html``;
}
