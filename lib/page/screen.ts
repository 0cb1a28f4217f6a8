import type { Effective, FieldId, Look, Reading, ScreenId } from '../core/compare/reading.ts';
import { comparable } from '../core/compare/written-time.ts';
import { driftOf, type Lookalike } from '../core/profile/drift.ts';
import { pickFrom } from '../core/profile/pattern.ts';
import { type ControlSpec, type FieldSpec, fieldSpec, holdsPart, type Locator, namesAt, type Profile } from '../core/profile/profile.ts';
import { isSaid, wordFor } from '../core/profile/words.ts';
import { reason } from '../core/reason.ts';
import { holds, isRendered } from './dom.ts';
import type { Finder } from './find.ts';
import { type Control, controlsOf, isIn, nowHolding, scopeWordsOf, strayNames } from './fingerprint.ts';
import type { Hand } from './hand.ts';
import type { Memory } from './memory.ts';
import { type Entries, entriesOf } from './read/entries.ts';
import { ambiguous, textLook, unreadable } from './read/look.ts';
import { readControl } from './read/read.ts';
import { itemsOf } from './read/read-only.ts';
import { textSaidIn } from './visible-text.ts';

/** Everything that reading one screen needs. */
export type ScreenInput = Readonly<{ profile: Profile; finder: Finder; memory: Memory; hand: Hand; document: string; nowMs: number }>;

/** What was read on a screen, with the controls it was read from, so that marks can be drawn beside them. */
export type ScreenRead = Readonly<{
  readings: readonly Reading[];
  controls: ReadonlyMap<FieldId, Element>;
  drift: readonly string[];
  lookalikes: readonly Lookalike[];
  /** Names of hidden values that no request of the profile knows. They may be anything, and nobody reads them on the page. */
  strays: readonly string[];
  region: Element | null;
}>;

export type Sheet = Readonly<{
  id: ScreenId;
  fields: readonly FieldSpec[];
  listed: readonly ControlSpec[];
  region: Locator;
}>;

/** Reads the fields of a screen and holds the screen against its fingerprint. */
export function readScreen(sheet: Sheet, input: ScreenInput): ScreenRead {
  const { profile, finder, memory } = input;
  const hit = finder.one(sheet.region);
  const region = hit.is === 'one' ? hit.element : null;
  const found = region === null ? [] : memory.controls(region, () => controlsOf(region, finder, scopeWordsOf(profile)));
  const entries = rememberingEntries();
  const controls = new Map<FieldId, Element>();
  const readings = sheet.fields.map((spec) => {
    const at = finder.one(spec.locator);
    const element = at.is === 'one' ? at.element : null;
    if (element !== null) controls.set(spec.id, element);
    const look =
      element === null
        ? missing(spec, { at, region, found, sheet, finder })
        : readControl(element, { spec, finder, locales: profile.where.locales, sentAs: namesSent(profile, spec.id), entries });
    return reading(spec, look, { ...input, screen: sheet.id, source: 'live', control: element, zone: zoneOf(spec.zone, finder) });
  });
  const drift =
    region === null
      ? { differences: ['the form is gone'], lookalikes: [] }
      : driftOf(sheet.listed, nowHolding(found), excusedBy(sheet.fields, readings));
  const strays = region === null ? [] : strayNames(region, finder, entries, (name) => isNameKnown(profile, name));
  return {
    readings,
    controls,
    drift: [...drift.differences, ...strays.map(() => 'a hidden value is new')],
    lookalikes: drift.lookalikes,
    strays,
    region,
  };
}

/** Reads what a review or confirmation page says again. */
export function readSaid(
  said: Readonly<Record<string, Readonly<{ locator: Locator; pick: string | null; zone: Readonly<{ locator: Locator }> | null }>>>,
  input: ScreenInput & Readonly<{ screen: ScreenId; source: 'review' | 'live' }>,
): Readonly<{ readings: readonly Reading[]; controls: ReadonlyMap<FieldId, Element> }> {
  const { profile, finder } = input;
  const controls = new Map<FieldId, Element>();
  const readings = Object.entries(said).flatMap(([id, spot]) => {
    const spec = fieldSpec(profile, id);
    if (spec === null) return [];
    const at = finder.one(spot.locator);
    const element = at.is === 'one' && isRendered(at.element) ? at.element : null;
    if (element !== null) controls.set(id, element);
    const missing = at.is === 'many' ? ambiguous(spec, at.count) : drifted(spec);
    const look = element === null ? missing : lookOf(textSaidIn(element), spec, spot.pick);
    return [reading(spec, look, { ...input, control: null, zone: zoneOf(spot.zone ?? fixedZone(spec), finder) })];
  });
  return { readings, controls };
}

function lookOf(text: string, spec: FieldSpec, pick: string | null): Look {
  const picked = text === '' ? '' : pickFrom(text, pick);
  if (picked === null) return unreadable(spec, 'it is not written as the profile says');
  const isSet = spec.compare === 'set' || spec.compare === 'references';
  const value: Effective = isSet ? { kind: 'set', items: itemsOf(picked) } : { kind: 'text', text: picked };
  return { isReadable: true, value };
}

type ReadingInput = ScreenInput &
  Readonly<{ screen: ScreenId; source: 'live' | 'review'; control: Element | null; zone: string | null | undefined }>;

export function reading(spec: FieldSpec, look: Look, input: ReadingInput): Reading {
  const { screen, source, control, document, nowMs, zone } = input;
  const held =
    zone === undefined && look.isReadable ? unreadable(spec, 'the console does not say its time zone') : meant(look, spec, input);
  return {
    field: spec.id,
    screen,
    source,
    document,
    readAtMs: nowMs,
    look: held,
    zone: zone ?? null,
    changedBy: input.hand.whoChanged({ screen, field: spec.id, kind: spec.kind, look: held, control }),
  };
}

/** What a look comes to when it is compared. The words with which a control asks for a choice are none. */
function meant(look: Look, spec: FieldSpec, { profile, control }: ReadingInput): Look {
  if (!look.isReadable) return look;
  const { value } = look;
  const words = value.kind === 'text' ? value.text : value.items.join(', ');
  if (control !== null && spec.prompt !== undefined && isSaid(spec.prompt, words)) return textLook('', spec);
  return { isReadable: true, value: comparable(value, spec, profile.where.locales) };
}

/** The zone the console says; undefined where it should say one and does not. */
export function zoneOf(zone: FieldSpec['zone'], finder: Finder): string | null | undefined {
  if (zone === null) return null;
  if ('fixed' in zone) return zone.fixed;
  const hit = finder.one(zone.locator);
  const text = hit.is === 'one' ? textSaidIn(hit.element) : '';
  return text === '' ? undefined : text;
}

function fixedZone(spec: FieldSpec): FieldSpec['zone'] {
  return spec.zone !== null && 'fixed' in spec.zone ? spec.zone : null;
}

type MissingInput = Readonly<{
  at: ReturnType<Finder['one']>;
  region: Element | null;
  found: readonly Control[];
  sheet: Sheet;
  finder: Finder;
}>;

/** Why a field has no control: found twice, hidden away, out of reach, gone, or called something else now. */
function missing(spec: FieldSpec, { at, region, found, sheet, finder }: MissingInput): Look {
  if (at.is === 'many') return ambiguous(spec, at.count);
  if (at.is === 'hidden-away') return unreadable(spec, 'it stands in a closed part of the page');
  if (isOutOfReach(region, finder)) return unreadable(spec, 'it may stand in a part of the page that cannot be read');
  const mayBeRenamed = found.some(
    ({ seen }) => seen.role === 'datetime' && !sheet.listed.some((one) => one.role === seen.role && isSaid(one.name, seen.name)),
  );
  if (holdsPart(spec, 'window.end') && !mayBeRenamed)
    return { isReadable: false, reason: reason('expiry-control-missing', { field: spec.label }, spec.id) };
  return drifted(spec);
}

function drifted(spec: FieldSpec): Look {
  return { isReadable: false, reason: reason('console-drift', { difference: `“${spec.label}” was not found` }, spec.id) };
}

/** A frame of another origin, or a custom element that shows nothing of how it is built. */
function isOutOfReach(region: Element | null, finder: Finder): boolean {
  const hiding = finder.tree.opaque.filter((element) => isRendered(element) && !holds(element, '*'));
  return hiding.some((element) => region === null || isIn(region, element, finder));
}

/** Controls whose own reading says what is wrong with them are not drift as well. */
function excusedBy(fields: readonly FieldSpec[], readings: readonly Reading[]): readonly string[] {
  return fields.flatMap((spec) => {
    const look = readings.find((one) => one.field === spec.id)?.look;
    if (look === undefined || look.isReadable || look.reason.code === 'console-drift') return [];
    const said = spec.locator.name ?? spec.locator.label;
    return said === undefined ? [spec.label] : [wordFor(said)];
  });
}

function rememberingEntries(): (form: Element) => Entries {
  const known = new Map<Element, Entries>();
  return (form) => {
    const before = known.get(form);
    if (before !== undefined) return before;
    const entries = entriesOf(form);
    known.set(form, entries);
    return entries;
  };
}

/** The names under which forms send a field. */
function namesSent(profile: Profile, field: FieldId): readonly string[] {
  return [...new Set(profile.requests.flatMap((one) => (one.body?.encoding === 'urlencoded' ? namesAt(one.body.fields[field]) : [])))];
}

/** Whether any form of the profile may carry a part of this name. Without a form in the profile nothing can be said. */
function isNameKnown(profile: Profile, name: string): boolean {
  const forms = profile.requests.filter((one) => one.body?.encoding === 'urlencoded');
  if (forms.length === 0) return true;
  return forms.some(({ body, bodyKey }) => {
    const others = body?.others ?? [];
    const isOther = others.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name));
    return (
      isOther ||
      Object.values(body?.fields ?? {}).some((place) => namesAt(place).includes(name)) ||
      Object.keys(bodyKey ?? {}).includes(name)
    );
  });
}
