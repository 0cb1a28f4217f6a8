import { isSpeakingRole } from '../../core/profile/notice.ts';
import { pickFrom } from '../../core/profile/pattern.ts';
import { type Picked, type PointingAt, TEXT_PICKS } from '../../core/profile/picked.ts';
import type { FieldSpec, Locator } from '../../core/profile/profile.ts';
import { allInside, attribute, childrenOf, isAttributeSet, isInside, isRendered, nameOfTag, parentOf, textOf } from '../dom.ts';
import { choicesIn, rawValueOf, typeOfInput } from '../fields.ts';
import type { Finder } from '../find.ts';
import type { Control } from '../fingerprint.ts';
import { entriesOf, formAround, namesOf } from '../read/entries.ts';
import { readControl } from '../read/read.ts';
import { isControlRole, isGroupRole, roleOf } from '../role.ts';
import { ancestorsOf } from '../tree.ts';
import { visibleText } from '../visible-text.ts';
import { fieldOf, regionOf, seenScreen } from './draft-screen.ts';
import { waysToControl, waysToPart, waysToText } from './propose.ts';
import { sayableOptions } from './sayable.ts';
import { withoutValue } from './try-profile.ts';

const NAMES_MAX = 200;
const NAME_LENGTH_MAX = 256;

/** What is shown of a reading on the page itself, where it stands anyway: the value as it will be compared, or why there is none. */
export type LiveReading = Readonly<{ isReadable: true; shown: string }> | Readonly<{ isReadable: false; because: string }>;

/** What a person may point at on this page, in its order. */
export function candidatesFor(at: PointingAt, finder: Finder): readonly Element[] {
  if (at === 'field') return regionOf(finder).found.map(({ element }) => element);
  const texts = finder.tree.elements.filter((element) => saysSomething(element));
  return at === 'text' ? texts : noticesAmong(texts, finder);
}

/** What speaks up, or is a heading, is one thing, whatever it is made of. */
function noticesAmong(texts: readonly Element[], finder: Finder): readonly Element[] {
  const isWhole = (element: Element) => isSpeakingRole(roleOf(element)) || roleOf(element) === 'heading';
  const wholes = finder.tree.elements.filter((one) => isWhole(one) && isRendered(one) && visibleText(one) !== '');
  const all = new Set([...wholes, ...texts]);
  return finder.tree.elements.filter((element) => all.has(element) && !wholes.some((one) => one !== element && isInside(element, one)));
}

/** A text that stands by itself: with words of its own, and not the name of a control. */
function saysSomething(element: Element): boolean {
  const role = roleOf(element);
  if (isControlRole(role) || isGroupRole(role) || UNSAID.has(nameOfTag(element))) return false;
  return childrenOf(element).some((node) => (textOf(node) ?? '').trim() !== '') && isRendered(element);
}

const UNSAID: ReadonlySet<string> = new Set(['label', 'legend', 'option', 'script', 'style', 'title']);

/** What pointing at a control comes to. */
export function pickControl(
  element: Element,
  finder: Finder,
  { language, beside }: Readonly<{ language: string; beside: Locator | null }>,
): Picked {
  const control = regionOf(finder).found.find((one) => one.element === element) ?? bare(element, finder);
  const field = fieldOf(control, finder, language);
  const choices = choicesOf(element, field, language);
  const read = readingOf(element, { ...field, ...choices }, { finder, language });
  return {
    at: 'field',
    role: control.seen.role,
    name: control.seen.name.slice(0, NAME_LENGTH_MAX),
    kind: field.kind,
    isRequired: control.seen.isRequired,
    ...choices,
    ways: waysToControl(element, finder, language),
    sentAs: sentAs(element),
    offeredBeside: offeredBeside(element),
    around: aroundBoth(element, beside, finder).flatMap((one) => waysToPart(one, finder, language)),
    unreadable: read.isReadable ? null : read.because,
    picks: [],
    screen: seenScreen(finder, language),
  };
}

/** What pointing at a text comes to. What it says stays here: only which ways of taking an id out of it would work is told. */
export function pickText(element: Element, finder: Finder, language: string): Picked {
  const text = visibleText(element);
  return {
    at: 'text',
    role: roleOf(element) ?? 'text',
    name: '',
    kind: 'read-only',
    isRequired: false,
    options: [],
    labels: {},
    ways: waysToText(element, finder, language),
    sentAs: [],
    offeredBeside: [],
    around: [],
    unreadable: text === '' ? 'It says nothing that can be read.' : null,
    picks: TEXT_PICKS.filter(({ pattern }) => pickFrom(text, pattern) !== null).map(({ pattern }) => pattern),
    screen: seenScreen(finder, language),
  };
}

/** How far out of one box of a transfer list stands what holds the other. */
const BOXES_DEPTH_MAX = 6;

function offeredBeside(element: Element): readonly string[] {
  if (nameOfTag(element) !== 'select' || !isAttributeSet(element, 'multiple')) return [];
  let at = parentOf(element);
  for (let depth = 0; at !== null && depth < BOXES_DEPTH_MAX; depth += 1, at = parentOf(at)) {
    const others = allInside(at, 'select[multiple]').filter((one) => one !== element);
    if (others.length > 0)
      return others.flatMap((one) => choicesIn(one).map(({ value }) => value.slice(0, NAME_LENGTH_MAX))).slice(0, NAMES_MAX);
  }
  return [];
}

/** The innermost part of the page that holds a control and what it belongs to; none where nothing is named that it belongs to. */
function aroundBoth(element: Element, beside: Locator | null, finder: Finder): readonly Element[] {
  const other = beside === null ? null : finder.one(beside);
  if (other?.is !== 'one') return [];
  const around = [...ancestorsOf(element, finder.tree)].find((one) => isInside(other.element, one));
  return around === undefined ? [] : [around];
}

function bare(element: Element, finder: Finder): Control {
  const role = roleOf(element) ?? '';
  return { element, seen: { role, name: finder.nameOf(element), isRequired: false, options: [], isScopeLike: false, holdsValue: false } };
}

type Choices = Pick<Picked, 'options' | 'labels'>;

/** A group of boxes is listed by what each sends, where that says something; its names are what the console calls them. */
function choicesOf(element: Element, { options, labels }: Choices, language: string): Choices {
  const boxes = allInside(element, 'input').filter((one) => /^(?:checkbox|radio)$/.test(typeOfInput(one)));
  if (!isGroupRole(roleOf(element)) || boxes.length !== options.length) return { options, labels };
  const values = boxes.map(rawValueOf);
  const isTelling = new Set(values).size === values.length && values.every((value) => /[a-z]/i.test(value) && value !== 'on');
  if (!isTelling || sayableOptions(values).length === 0) return { options, labels };
  const called = values.flatMap((value, at) => (options[at] === value ? [] : [[value, { [language]: options[at] ?? value }] as const]));
  return { options: values, labels: Object.fromEntries(called) };
}

/** The names under which the form around a control sends it; those of its members for a group. */
function sentAs(element: Element): readonly string[] {
  const inner = allInside(element, 'input, select, textarea');
  const controls = isGroupRole(roleOf(element)) || inner.length > 0 ? [element, ...inner] : [element];
  const names = controls.flatMap((one) => namesOf(one, formAround(one)));
  return [...new Set(names)].filter((name) => name.length <= NAME_LENGTH_MAX).slice(0, NAMES_MAX);
}

/** Reads a control as a profile with this field would. */
export function readingOf(
  element: Element,
  field: Pick<Picked, 'kind' | 'options' | 'labels'>,
  { finder, language }: Readonly<{ finder: Finder; language: string }>,
): LiveReading {
  const spec: FieldSpec = {
    id: 'pointed-at',
    label: 'It',
    approved: { constant: '' },
    kind: field.kind,
    locator: { css: '*' },
    compare: field.kind === 'checkbox-set' ? 'set' : 'identifier',
    isRequired: false,
    options: field.options,
    labels: field.labels,
    zone: null,
    evidence: { isShown: false, pattern: '', hides: 'value' },
  };
  const look = readControl(element, { spec, finder, sentAs: [], entries: entriesOf, locales: [language] });
  if (!look.isReadable) return { isReadable: false, because: withoutValue(look.reason, spec) };
  const shown = look.value.kind === 'text' ? look.value.text : look.value.items.join(', ');
  return { isReadable: true, shown: typeOfInput(element) === 'password' || attribute(element, 'type') === 'password' ? 'hidden' : shown };
}
