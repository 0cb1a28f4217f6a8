import { BROWSER_DIALOG } from '../compare/page-report.ts';
import type { FieldId, Reading, Verdict } from '../compare/reading.ts';
import type { Sha256Hex } from '../packet/packet.ts';
import { type FieldSpec, fieldSpec, type Profile } from '../profile/profile.ts';
import { mayShow, shownOf } from './masking.ts';
import type { Cell, DisplayRecord, DisplayRow } from './record.ts';

/** What a capture needs of the page's report; more may be in it, and none of that is looked at. */
export type SeenPage = Readonly<{
  place: 'screen' | 'review' | 'confirmed' | 'refused' | 'pending' | 'elsewhere';
  screen: string | null;
  readings: readonly Reading[];
  unlisted: readonly Readonly<{ role: string; count: number }>[];
  reference: string | null;
  /** How the screen's fields stand to one another, where policy lets that be shown. */
  cells?: Readonly<Record<FieldId, Cell>> | undefined;
}>;

/** What the worker knows beside the page. None of it comes from the page. */
export type CaptureFacts = Readonly<
  Pick<DisplayRecord, 'execution' | 'seq' | 'at' | 'tenant' | 'caseId' | 'incident' | 'packetVersion' | 'moment'> & {
    profileDigest: Sha256Hex;
    /** The worker's verdict for each field; a field without one was not read. */
    verdicts: Readonly<Record<FieldId, Verdict>>;
  }
>;

/** Our own titles for pages that are no screen of the profile. */
export const PLACE_TITLES = {
  confirmed: 'Confirmation',
  refused: 'Refusal',
  pending: 'Waiting for the console',
  elsewhere: 'A page that the profile does not list',
} as const;

/** The roles that an unlisted part may be called by: a page can write anything into `role`. */
export const UNLISTED_ROLES = ['alert', 'alertdialog', BROWSER_DIALOG, 'dialog', 'log', 'status', 'other'] as const;

/** The row for the console's own reference, which no packet field stands for. */
export const REFERENCE_ROW = {
  field: 'console-reference',
  label: 'Console reference',
  kind: 'read-only',
  hides: 'console reference',
} as const;
/** A reference is a short code; anything else that stands there is masked. */
export const REFERENCE_EVIDENCE = { isShown: true, pattern: '[A-Z]{1,8}-?[0-9]{1,16}', hides: REFERENCE_ROW.hides } as const;

/**
 * The console's reference as journal, notes and report may have it: a short code, or what IAM calls a grant by as well. Null for
 * any other text that stands in its place, which may say anything.
 */
export function keptReference(reference: string | null, inIam: readonly (string | null)[]): string | null {
  if (reference === null) return null;
  return inIam.includes(reference) || mayShow(REFERENCE_EVIDENCE, reference) ? reference : null;
}

/**
 * The capture of a page, built from nothing: the profile's own labels, the worker's verdicts, and a value only where
 * the profile allow-lists the field and the value fits. On the press it covers every field, each with its source.
 */
export function displayRecord(profile: Profile, page: SeenPage, facts: CaptureFacts): DisplayRecord {
  const { verdicts, profileDigest, ...given } = facts;
  return {
    v: 1,
    kind: 'capture',
    execution: given.execution,
    seq: given.seq,
    at: given.at,
    tenant: { id: given.tenant.id, name: given.tenant.name },
    caseId: given.caseId,
    incident: given.incident,
    packetVersion: given.packetVersion,
    profile: { id: profile.id, version: profile.version, digest: profileDigest },
    screen: screenOf(profile, page),
    moment: given.moment,
    rows: rowsOf(profile, page, facts),
    unlisted: unlistedOf(page),
    mode: page.cells === undefined ? 'schematic' : 'layout',
  };
}

function screenOf(profile: Profile, page: SeenPage): DisplayRecord['screen'] {
  const { screens, review } = profile;
  const count = screens.length + (review === null ? 0 : 1);
  const at = screens.findIndex((screen) => screen.id === page.screen);
  const listed = screens[at];
  if (page.place === 'screen' && listed !== undefined) return { id: listed.id, title: listed.title, index: at + 1, count };
  if (page.place === 'review' && review !== null) return { id: review.id, title: review.title, index: count, count };
  const place = page.place === 'screen' || page.place === 'review' ? 'elsewhere' : page.place;
  return { id: place, title: PLACE_TITLES[place], index: 0, count };
}

function rowsOf(profile: Profile, page: SeenPage, facts: CaptureFacts): readonly DisplayRow[] {
  const rows = fieldsOn(profile, page, facts.moment).map((spec) => rowOf(spec, page, facts.verdicts));
  return page.place === 'confirmed' ? [...rows, referenceRow(page.reference)] : rows;
}

/** In the profile's order: where fields stand on the page must not show. */
function fieldsOn(profile: Profile, page: SeenPage, moment: DisplayRecord['moment']): readonly FieldSpec[] {
  const all = profile.screens.flatMap((screen) => screen.fields);
  switch (page.place) {
    case 'screen':
    case 'review': {
      if (moment === 'press') return all;
      if (page.place === 'review') return all.filter((field) => Object.hasOwn(profile.review?.fields ?? {}, field.id));
      return profile.screens.find((screen) => screen.id === page.screen)?.fields ?? [];
    }
    case 'confirmed':
      return all.filter((field) => Object.hasOwn(profile.confirmation.success.fields, field.id));
    default:
      return [];
  }
}

function rowOf(spec: FieldSpec, page: SeenPage, verdicts: CaptureFacts['verdicts']): DisplayRow {
  const reading = page.readings.findLast((one) => one.field === spec.id) ?? null;
  const verdict = Object.hasOwn(verdicts, spec.id) ? (verdicts[spec.id] ?? 'unreadable') : 'unreadable';
  const value = reading?.look.isReadable === true && verdict !== 'unreadable' ? reading.look.value : null;
  return {
    field: spec.id,
    label: spec.label,
    kind: spec.kind,
    shown: shownOf(spec.evidence, value, verdict),
    verdict,
    source: page.place === 'confirmed' ? 'confirmation' : (reading?.source ?? (page.place === 'review' ? 'review' : 'live')),
    ...cellOf(spec, page, reading),
  };
}

/** What was carried from another screen has no place on this one. */
function cellOf({ id }: FieldSpec, { cells }: SeenPage, reading: Reading | null): Pick<DisplayRow, 'cell'> {
  const cell = cells !== undefined && Object.hasOwn(cells, id) ? cells[id] : undefined;
  return cell === undefined || reading?.source === 'carried' ? {} : { cell: { row: cell.row, column: cell.column } };
}

function referenceRow(reference: string | null): DisplayRow {
  const { field, label, kind } = REFERENCE_ROW;
  const shown = shownOf(REFERENCE_EVIDENCE, reference === null ? null : { kind: 'text', text: reference }, 'match');
  return { field, label, kind, shown, verdict: shown.is === 'value' ? 'match' : 'unreadable', source: 'confirmation' };
}

function unlistedOf(page: SeenPage): DisplayRecord['unlisted'] {
  const counts = new Map<string, number>();
  for (const part of page.unlisted) {
    const role = UNLISTED_ROLES.find((known) => known === part.role) ?? 'other';
    counts.set(role, (counts.get(role) ?? 0) + part.count);
  }
  return UNLISTED_ROLES.filter((role) => counts.has(role)).map((role) => ({ role, count: counts.get(role) ?? 0 }));
}

/** A field's spec or, for the console's reference, ours: what the second check compares a row with. */
export function rowSpec(profile: Profile, field: string): Readonly<Pick<FieldSpec, 'label' | 'kind' | 'evidence'>> | null {
  if (field === REFERENCE_ROW.field) return { label: REFERENCE_ROW.label, kind: REFERENCE_ROW.kind, evidence: REFERENCE_EVIDENCE };
  return fieldSpec(profile, field);
}
