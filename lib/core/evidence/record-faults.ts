import { CELLS_MAX } from '../compare/arrangement.ts';
import type { Profile } from '../profile/profile.ts';
import { type Reason, reason } from '../reason.ts';
import { PLACE_TITLES, rowSpec, UNLISTED_ROLES } from './display-record.ts';
import { instant, list, oneOf, record, sha256, shape, text, wholeNumber } from './guards.ts';
import { mayShow } from './masking.ts';
import type { DisplayRecord, DisplayRow } from './record.ts';

const ROW_KEYS = ['field', 'kind', 'label', 'shown', 'source', 'verdict'];
const RECORD_KEYS = [
  'at',
  'caseId',
  'execution',
  'incident',
  'kind',
  'mode',
  'moment',
  'packetVersion',
  'profile',
  'rows',
  'screen',
  'seq',
  'tenant',
  'unlisted',
  'v',
];
const rowShape = shape({
  field: text,
  label: text,
  kind: text,
  shown: record,
  verdict: oneOf('match', 'mismatch', 'broader', 'empty', 'unreadable'),
  source: oneOf('live', 'review', 'carried', 'confirmation'),
});
const recordShape = shape({
  v: (value: unknown): value is 1 => value === 1,
  kind: oneOf('capture'),
  execution: text,
  seq: wholeNumber,
  at: instant,
  tenant: shape({ id: text, name: text }),
  caseId: text,
  incident: text,
  packetVersion: wholeNumber,
  profile: shape({ id: text, version: text, digest: sha256 }),
  screen: shape({ id: text, title: text, index: wholeNumber, count: wholeNumber }),
  moment: oneOf('checkpoint', 'press', 'halt', 'confirmation'),
  rows: list(rowShape),
  unlisted: list(shape({ role: text, count: wholeNumber })),
  mode: oneOf('schematic', 'layout'),
});

/** Whether something read from a file is a display record, with nothing beside what one has. */
export function isDisplayRecord(value: unknown): value is DisplayRecord {
  if (!recordShape(value) || !hasKeys(value, RECORD_KEYS)) return false;
  const { tenant, profile, screen, rows, unlisted } = value;
  if (!hasKeys(tenant, ['id', 'name']) || !hasKeys(profile, ['digest', 'id', 'version'])) return false;
  if (!hasKeys(screen, ['count', 'id', 'index', 'title']) || unlisted.some((one) => !hasKeys(one, ['count', 'role']))) return false;
  return rows.every((row) => isRow(row, value.mode) && isShown(row.shown));
}

/** A place of its own has only a row of a `layout`; nothing else may tell where anything stood. */
function isRow(row: object, mode: DisplayRecord['mode']): boolean {
  if (!('cell' in row)) return hasKeys(row, ROW_KEYS);
  return mode === 'layout' && hasKeys(row, [...ROW_KEYS, 'cell'].sort()) && isCell(row.cell);
}

function isCell(value: unknown): boolean {
  return (
    record(value) && hasKeys(value, ['column', 'row']) && [value.column, value.row].every((one) => wholeNumber(one) && one < CELLS_MAX)
  );
}

/**
 * The second look at a record, before it is kept. It trusts nothing of how the record was made: every text in a row
 * must be the profile's own, or a value that the profile lets be shown. What fails is never stored.
 */
export function recordFaults(capture: DisplayRecord, profile: Profile): readonly Reason[] {
  if (!isDisplayRecord(capture)) return [reason('capture-unmasked', { where: 'the record itself' }, 'record')];
  const faults: Reason[] = [];
  const fault = (subject: string) => faults.push(reason('capture-unmasked', { where: subject }, subject));
  if (capture.profile.id !== profile.id || capture.profile.version !== profile.version) fault('profile');
  if (!isOwnTitle(capture, profile)) fault('screen');
  if (capture.unlisted.some((one) => !UNLISTED_ROLES.some((role) => role === one.role))) fault('unlisted');
  for (const row of capture.rows) {
    if (!isOwnRow(row, profile)) fault(rowSpec(profile, row.field) === null ? 'row' : row.field);
  }
  return faults;
}

function isOwnTitle(capture: DisplayRecord, profile: Profile): boolean {
  const { id, title } = capture.screen;
  const own = [...profile.screens, ...(profile.review === null ? [] : [profile.review])];
  return (
    own.some((screen) => screen.id === id && screen.title === title) ||
    Object.entries(PLACE_TITLES).some(([place, words]) => place === id && words === title)
  );
}

function isOwnRow(row: DisplayRow, profile: Profile): boolean {
  const spec = rowSpec(profile, row.field);
  if (spec === null || row.label !== spec.label || row.kind !== spec.kind) return false;
  switch (row.shown.is) {
    case 'nothing':
      return row.verdict === 'empty';
    case 'masked':
      return row.shown.hides === spec.evidence.hides;
    case 'value':
      return row.shown.text.split(', ').every((part) => mayShow(spec.evidence, part)) || mayShow(spec.evidence, row.shown.text);
    default:
      return false;
  }
}

function isShown(shown: Readonly<Record<string, unknown>>): boolean {
  if (shown.is === 'nothing') return hasKeys(shown, ['is']);
  if (shown.is === 'masked') return hasKeys(shown, ['hides', 'is']) && text(shown.hides);
  return shown.is === 'value' && hasKeys(shown, ['is', 'text']) && text(shown.text);
}

function hasKeys(value: object, keys: readonly string[]): boolean {
  const own = Object.keys(value).sort();
  return own.length === keys.length && keys.every((key, at) => own[at] === key);
}
