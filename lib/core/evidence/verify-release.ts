import { LEG_IDS } from '../gate/leg.ts';
import { type Body, entriesOf, isOf, lastOf } from './kinds.ts';
import type { JournalEntry } from './record.ts';
import { commitsIn } from './summary.ts';
import { check, type Opened, type VerifyCheck } from './verdict.ts';

/** What stands between a green recheck and the commit, followed entry by entry. */
type Way = Readonly<{
  nonce: string | null;
  recheck: Body<'recheck-read'> | null;
  isConsumed: boolean;
  release: string | null;
  isArmed: boolean;
  /** A press was let through: the page empties because it is being sent, and the request is still to be seen. */
  isPressed: boolean;
}>;
const NOWHERE: Way = { nonce: null, recheck: null, isConsumed: false, release: null, isArmed: false, isPressed: false };

/** Every gate that opened was preceded by green legs, all of them, read for this packet, consumed, and still standing. */
export function releasesCheck({ entries }: Opened): VerifyCheck {
  const digest = lastOf(entries, 'opened')?.body.packetDigest ?? '';
  const faults: string[] = [];
  let way = NOWHERE;
  for (const entry of entries) {
    const missing = isOf(entry, 'gate-opening')
      ? openingFault(way, entry.body.release, digest)
      : isOf(entry, 'armed')
        ? armingFault(way, entry.body.release)
        : null;
    if (missing !== null) faults.push(`Entry ${entry.seq} (${entry.kind}) ${missing}.`);
    way = next(way, entry);
  }
  return check('releases', 'Every release has its green legs', faults);
}

function openingFault(way: Way, release: Body<'gate-opening'>['release'], packetDigest: string): string | null {
  const { recheck } = way;
  if (recheck === null) return 'is not preceded by a recheck that still stood';
  const { result, assessment } = recheck;
  const green = new Set(result.legs.filter((leg) => leg.reasons.length === 0).map((leg) => leg.id));
  const open = LEG_IDS.filter((id) => !green.has(id));
  if (!result.isGreen || result.reasons.length > 0 || open.length > 0)
    return `follows a recheck that was not green (${open.join(', ') || 'reasons stood'})`;
  if (assessment === null || assessment.halts.length > 0 || assessment.holds.length > 0)
    return 'follows a recheck at which the screen did not match';
  if (!assessment.isComplete || !assessment.isCommitScreen) return 'follows a recheck that did not cover every field';
  if (!way.isConsumed || release.nonce !== way.nonce) return 'is not preceded by a consumed claim';
  if (release.packetDigest !== packetDigest) return 'is for another packet';
  return release.readings === recheck.readings && release.document === recheck.document
    ? null
    : 'is for other readings than the recheck saw';
}

function armingFault(way: Way, release: string): string | null {
  return way.release === release ? null : 'names a release that was not opened';
}

/** Whatever disarms leads back to nowhere: a release needs a whole new recheck. */
function next(way: Way, entry: JournalEntry): Way {
  if (isOf(entry, 'check-asked')) return { ...NOWHERE, nonce: entry.body.nonce };
  if (isOf(entry, 'recheck-read')) return { ...NOWHERE, nonce: way.nonce, recheck: entry.body };
  if (isOf(entry, 'consumed')) return { ...way, isConsumed: way.recheck !== null && entry.body.nonce === way.nonce };
  if (isOf(entry, 'gate-opening')) return { ...NOWHERE, nonce: way.nonce, release: entry.body.release.id };
  if (isOf(entry, 'armed')) return { ...NOWHERE, nonce: way.nonce, release: way.release, isArmed: way.release === entry.body.release };
  if (isOf(entry, 'pressed')) return { ...way, isPressed: way.isArmed && (way.isPressed || entry.body.isPassed) };
  return isDisarming(entry, way) ? NOWHERE : way;
}

/** A claim that is given back late belongs to an earlier check, and says nothing about this one. */
function isDisarming(entry: JournalEntry, way: Way): boolean {
  if (isOf(entry, 'given-back')) return entry.body.nonce === way.nonce;
  if (isOf(entry, 'page-assessed'))
    return entry.body.assessment.halts.length > 0 || (entry.body.assessment.holds.length > 0 && !way.isPressed);
  if (isOf(entry, 'exit-seen')) return !way.isPressed;
  if (isOf(entry, 'world-changed') || isOf(entry, 'step-seen')) return entry.body.reasons.length > 0;
  const others = [
    'consume-refused',
    'gate-failed',
    'release-expired',
    'tab-lost',
    'console-strayed',
    'halt-asked',
    'handed-over',
    'resumed',
    'abandoned',
    'restarted',
  ] as const;
  return others.some((kind) => isOf(entry, kind));
}

/** Nothing was submitted twice. */
export function commitCheck({ entries }: Opened): VerifyCheck {
  const commits = commitsIn(entries);
  const says =
    commits.length > 1 ? [`${commits.length} requests left the browser: entries ${commits.map((one) => one.seq).join(', ')}.`] : [];
  return check('commits', 'At most one request left the browser', says);
}

/** The outcome claims no more than what was read. */
export function outcomeCheck({ entries }: Opened): VerifyCheck {
  const outcome = lastOf(entries, 'closed')?.body.outcome ?? null;
  const read = lastOf(entries, 'outcome-read');
  const faults: string[] = [];
  if (outcome === null) faults.push('No outcome was recorded.');
  if (outcome === 'confirmed' || outcome === 'rejected') {
    if (read?.body.outcome !== outcome) faults.push(`Nothing that was read says ${outcome}.`);
    if (!isUnderRelease(entries)) faults.push('The request did not leave under an armed release.');
    if (commitsIn(entries).some((one) => !one.isEqual)) faults.push('What was sent was not equal to the packet.');
  }
  if (outcome === 'confirmed') faults.push(...confirmationFaults(entries));
  if (outcome === 'rejected' && lastOf(entries, 'read-back')?.body.isEqual === true)
    faults.push('IAM showed what was approved, so it was not rejected.');
  if ((outcome === 'abandoned' || outcome === 'halted' || outcome === 'taken-over') && commitsIn(entries).length > 0)
    faults.push(`A request had left, so it cannot have been ${outcome}.`);
  return check('outcome', 'The outcome follows from what was read', faults);
}

function isUnderRelease(entries: readonly JournalEntry[]): boolean {
  const [commit] = commitsIn(entries);
  if (commit === undefined) return false;
  return entries.filter((entry) => entry.seq < commit.seq).reduce(next, NOWHERE).isArmed;
}

function confirmationFaults(entries: readonly JournalEntry[]): readonly string[] {
  const faults: string[] = [];
  if (lastOf(entries, 'outcome-read')?.body.reasons.length !== 0) faults.push('The confirmation had something against it.');
  if (lastOf(entries, 'read-back')?.body.isEqual !== true) faults.push('IAM did not show what was approved.');
  const wrong = entriesOf(entries, 'fields-read').filter((entry) => entry.body.fields.some((one) => one.verdict !== 'match'));
  for (const entry of wrong) faults.push(`Not every field matched where it was ${entry.body.station} (entry ${entry.seq}).`);
  return faults;
}
