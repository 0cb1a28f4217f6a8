import type { SeenScreen } from '../../core/profile/draft.ts';
import { pathPattern } from '../../core/profile/learned-address.ts';
import type { ControlSpec, FieldKind, Localised, Locator, Recognise } from '../../core/profile/profile.ts';
import { wordFor } from '../../core/profile/words.ts';
import { addressOfDocument, allInside, attribute, isRendered, nameOfTag } from '../dom.ts';
import { choicesIn, typeOfInput } from '../fields.ts';
import { createFinder, type Finder } from '../find.ts';
import { type Control, controlsOf } from '../fingerprint.ts';
import { createMemory } from '../memory.ts';
import type { OpenRoot } from '../tree.ts';
import { waysToControl, waysToForm } from './propose.ts';
import { isSayable, sayableOptions } from './sayable.ts';

/** A control as a profile could list it. `locator` null: nothing finds this control and no other, so it cannot be guarded. */
export type DraftField = Readonly<{
  name: string;
  locator: Locator | null;
  kind: FieldKind;
  options: readonly string[];
  labels: Readonly<Record<string, Localised>>;
}>;

/** What a profile's author starts from: one page, as it stands. */
export type DraftScreen = Readonly<{
  recognise: Recognise;
  region: Locator;
  fields: readonly DraftField[];
  buttons: readonly DraftField[];
  controls: readonly ControlSpec[];
}>;

const FORM: Locator = { role: 'form' };
const MAIN: Locator = { role: 'main' };
const BODY: Locator = { css: 'body' };
const CONTROLS_MAX = 200;
const CALLED_MAX = 2_000;

/** Everything on a page that a person could enter something with, each with a locator that was tried and hits it alone. */
export function draftScreen(document: Document, openRoot: OpenRoot): DraftScreen {
  const memory = createMemory(document, openRoot, document.createElement('countersign-panel'));
  const finder = createFinder(memory.index(), memory.names);
  const language = languageOf(document);
  const { recognise, region, found } = screenOf(finder, language);
  const drafted = found.map((control) => ({ control, field: fieldOf(control, finder, language) }));
  const isButton = (control: Control) => control.seen.role === 'button';
  return {
    recognise,
    region,
    fields: drafted.filter(({ control }) => !isButton(control)).map(({ field }) => field),
    buttons: drafted.filter(({ control }) => isButton(control)).map(({ field }) => field),
    controls: fingerprintsOf(found, language),
  };
}

/** The screen that is shown: how it is recognised, and its fingerprint. */
export function seenScreen(finder: Finder, language: string): SeenScreen {
  const { recognise, region, found } = screenOf(finder, language);
  return {
    recognise,
    title: recognise.heading === undefined ? 'Screen' : wordFor(recognise.heading),
    region,
    controls: fingerprintsOf(found, language),
  };
}

/** By its heading, and as much of it as is filled in; without a heading by the form that most can be entered in, else by its address. */
function screenOf(finder: Finder, language: string): Readonly<{ recognise: Recognise }> & ReturnType<typeof regionOf> {
  const recognise = recogniseBy(finder, language);
  if (recognise.heading !== undefined) return { recognise, ...regionOf(finder) };
  const form = formOf(finder);
  return form === null ? { recognise: byAddress(finder), ...regionOf(finder) } : { recognise: { locator: form.region }, ...form };
}

/**
 * An address with an id in it is another one next time: then only what holds everything is there to know the page by. Where a file
 * lies says nothing of its console.
 */
function byAddress(finder: Finder): Recognise {
  const [root] = finder.tree.elements;
  const url = root === undefined ? null : URL.parse(addressOfDocument(root));
  if (url === null || !/^https?:$/.test(url.protocol)) return {};
  return pathPattern(url.pathname) === url.pathname ? { path: url.pathname } : { locator: BODY };
}

export function languageOf(document: Document): string {
  const said = (attribute(document.documentElement, 'lang') ?? '').split('-')[0] ?? '';
  return /^[a-z]{2,3}$/.test(said) ? said : 'en';
}

/** The form that is filled in, and what it is made of. */
export function regionOf(finder: Finder): Readonly<{ region: Locator; found: readonly Control[] }> {
  const region = [MAIN, FORM].find((locator) => finder.one(locator).is === 'one') ?? BODY;
  const hit = finder.one(region);
  return { region, found: hit.is === 'one' ? controlsOf(hit.element, finder, new Set()) : [] };
}

/** On a page without a heading: the form that most can be entered in, where it is marked so that it is found again. */
function formOf(finder: Finder): ReturnType<typeof regionOf> | null {
  const forms = finder.tree.elements.filter((one) => nameOfTag(one) === 'form' && isRendered(one));
  const counted = forms.map((form) => ({ form, found: controlsOf(form, finder, new Set()) }));
  const [first, second] = counted.sort((a, b) => b.found.length - a.found.length);
  const region = first === undefined ? undefined : waysToForm(first.form, finder).find((way) => way.isRight)?.locator;
  if (first === undefined || region === undefined || first.found.length === second?.found.length) return null;
  return { region, found: first.found };
}

/** A form that has more than a profile can list differs from it then, as a dry run says. */
function fingerprintsOf(found: readonly Control[], language: string): readonly ControlSpec[] {
  return found.slice(0, CONTROLS_MAX).map((control) => fingerprintOf(control, language));
}

function fingerprintOf({ seen: { role, name, isRequired, options } }: Control, language: string): ControlSpec {
  return { role, name: { [language]: name.slice(0, CALLED_MAX) }, isRequired, options: sayableOptions(options) };
}

function recogniseBy(finder: Finder, language: string): Recognise {
  // A heading without words, such as a logo, says nothing.
  const headings = finder.withRole('heading').filter((one) => isRendered(one) && isSayable(finder.nameOf(one)));
  // Where there are several of the first level, the site's own name comes first and stands on every page.
  const heading = headings.findLast((one) => nameOfTag(one) === 'h1' || attribute(one, 'aria-level') === '1') ?? headings[0];
  return heading === undefined ? {} : { heading: { [language]: finder.nameOf(heading) } };
}

/** What a control could be in a profile, before anybody said which part of the packet it holds. */
export function fieldOf({ element, seen }: Control, finder: Finder, language: string): DraftField {
  const choices = nameOfTag(element) === 'select' ? choicesIn(element).filter(({ value }) => value !== '') : [];
  const options = sayableOptions(choices.length > 0 ? choices.map(({ value }) => value) : seen.options);
  const labels = choices
    .filter(({ value, text }) => options.includes(value) && value !== text && isSayable(text))
    .map(({ value, text }) => [value, { [language]: text }] as const);
  return {
    name: seen.name,
    locator: waysToControl(element, finder, language).find((way) => way.isRight)?.locator ?? null,
    kind: kindOf(element, seen.role),
    options,
    labels: Object.fromEntries(labels),
  };
}

const BY_ROLE: Readonly<Record<string, FieldKind>> = {
  checkbox: 'checkbox',
  combobox: 'combobox',
  datetime: 'datetime',
  file: 'file',
  group: 'checkbox-set',
  listbox: 'combobox',
  radio: 'radio',
  radiogroup: 'radio',
  slider: 'number',
  spinbutton: 'number',
  switch: 'switch',
};

function kindOf(element: Element, role: string): FieldKind {
  if (nameOfTag(element) === 'select') return 'select';
  if (nameOfTag(element) === 'textarea') return 'lines';
  if (role === 'group' && holdsRadios(element)) return 'radio';
  return BY_ROLE[role] ?? 'text';
}

function holdsRadios(group: Element): boolean {
  return allInside(group, 'input').some((one) => typeOfInput(one) === 'radio');
}
