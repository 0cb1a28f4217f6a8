import { attribute, isAttributeSet, nameOfTag, parentOf } from './dom.ts';
import { isNativeControl, typeOfInput } from './fields.ts';

/** Roles by tag, as HTML-AAM maps them, where nothing else decides. */
const BY_TAG: Readonly<Record<string, string>> = {
  article: 'article',
  aside: 'complementary',
  button: 'button',
  datalist: 'listbox',
  dd: 'definition',
  details: 'group',
  dialog: 'dialog',
  dt: 'term',
  fieldset: 'group',
  form: 'form',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  hr: 'separator',
  li: 'listitem',
  main: 'main',
  menu: 'list',
  meter: 'meter',
  nav: 'navigation',
  ol: 'list',
  optgroup: 'group',
  option: 'option',
  output: 'status',
  progress: 'progressbar',
  search: 'search',
  section: 'region',
  summary: 'button',
  table: 'table',
  td: 'cell',
  textarea: 'textbox',
  th: 'columnheader',
  tr: 'row',
  ul: 'list',
};

/** Input types that are not text. `datetime`, `password`, `file`, `color` and `hidden` have no ARIA role of their own. */
const BY_INPUT_TYPE: Readonly<Record<string, string>> = {
  button: 'button',
  checkbox: 'checkbox',
  color: 'color',
  date: 'datetime',
  'datetime-local': 'datetime',
  file: 'file',
  hidden: 'hidden',
  image: 'button',
  month: 'datetime',
  number: 'spinbutton',
  password: 'password',
  radio: 'radio',
  range: 'slider',
  reset: 'button',
  submit: 'button',
  time: 'datetime',
  week: 'datetime',
};

const SECTIONING: ReadonlySet<string> = new Set(['article', 'aside', 'main', 'nav', 'section']);

/** The role of an element: what it says of itself in ARIA, else what HTML makes of its tag; null where it has none. */
export function roleOf(element: Element): string | null {
  const said = (attribute(element, 'role') ?? '').trim().toLowerCase().split(/\s+/)[0] ?? '';
  if (said === '' || said === 'presentation' || said === 'none') return nativeRoleOf(element);
  const isKept = !carriesValue(element) || (isControlRole(said) && said !== 'button');
  return isKept ? said : nativeRoleOf(element);
}

/** What puts a value into its form is a control, whatever else it calls itself: nothing that is sent is looked past. */
function carriesValue(element: Element): boolean {
  return isNativeControl(element) && !/^(?:button|submit|reset|image)$/.test(typeOfInput(element));
}

function nativeRoleOf(element: Element): string | null {
  const tag = nameOfTag(element);
  switch (tag) {
    case 'a':
    case 'area':
      return isAttributeSet(element, 'href') ? 'link' : null;
    case 'input':
      return roleOfInput(element);
    case 'select':
      return isAttributeSet(element, 'multiple') || Number(attribute(element, 'size') ?? '1') > 1 ? 'listbox' : 'combobox';
    case 'header':
      return isInSection(element) ? null : 'banner';
    case 'footer':
      return isInSection(element) ? null : 'contentinfo';
    case 'img':
      return attribute(element, 'alt') === '' ? null : 'img';
    default:
      return BY_TAG[tag] ?? null;
  }
}

function roleOfInput(element: Element): string {
  const type = typeOfInput(element);
  if (type === 'checkbox' && isAttributeSet(element, 'switch')) return 'switch';
  const mapped = BY_INPUT_TYPE[type];
  if (mapped !== undefined) return mapped;
  if (isAttributeSet(element, 'list')) return 'combobox';
  return type === 'search' ? 'searchbox' : 'textbox';
}

function isInSection(element: Element): boolean {
  for (let at = parentOf(element); at !== null; at = parentOf(at)) if (SECTIONING.has(nameOfTag(at))) return true;
  return false;
}

/** Roles whose elements a person enters something with: what fields and fingerprints are made of. */
const CONTROL_ROLES: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'color',
  'combobox',
  'datetime',
  'file',
  'listbox',
  'menuitemcheckbox',
  'menuitemradio',
  'password',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'textbox',
]);

export function isControlRole(role: string | null): role is string {
  return role !== null && CONTROL_ROLES.has(role);
}

/** Roles that hold several choices under one name. */
export function isGroupRole(role: string | null): boolean {
  return role === 'group' || role === 'radiogroup' || role === 'listbox';
}

/** Roles of one choice among others. */
export function isChoiceRole(role: string | null): boolean {
  return role === 'checkbox' || role === 'radio' || role === 'switch' || role === 'menuitemcheckbox' || role === 'menuitemradio';
}
