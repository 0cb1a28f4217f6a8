import type { Field, Screen } from '../../screens.ts';
import type { Values } from '../../values.ts';
import { cls, h } from './dom.ts';

export type FieldContext = Readonly<{ values: Values; errors: Readonly<Record<string, string>>; timeZone: string; apiOrigin: string }>;

/** One field, built of the console's own elements. */
export function fieldElement(field: Field, context: FieldContext): HTMLElement {
  return h('div', { class: cls('row') }, ...parts(field, context));
}

function parts(field: Field, context: FieldContext): readonly HTMLElement[] {
  const { values, errors, timeZone } = context;
  const error = errors[field.name] ?? null;
  const value = field.name === 'extra' ? '' : String(values[field.name]);
  const shared = {
    label: field.label,
    name: field.name,
    value,
    error,
    says: field.says,
    required: field.isRequired,
    disabled: field.build === 'disabled',
    closed: field.build === 'closed',
    sends: field.sends,
  };
  if (field.build === 'framed') return framed(field, { value, apiOrigin: context.apiOrigin });
  switch (field.kind) {
    case 'set':
      return [privileges(field, values), ...errorText(error)];
    case 'checkbox':
      return [field.name === 'acknowledged' ? checkbox(field, values) : oneSwitch(field, values), ...errorText(error)];
    case 'select':
      return select(field, value);
    case 'lines':
      return [h('x-text-area', shared)];
    case 'datetime':
      return [h('x-datetime', { ...shared, says: `Times are in ${timeZone}` })];
    case 'email':
      return [h('x-text-field', { ...shared, type: 'email' })];
    case 'text':
      return [h('x-text-field', shared)];
  }
}

/** What the form holds for a screen's fields, by name and in the type of each. */
export function valuesIn(form: HTMLFormElement, screen: Screen): Partial<Values> {
  const data = new FormData(form);
  const entries = screen.fields.flatMap(({ name, kind }): [string, unknown][] => {
    if (name === 'extra') return [];
    if (kind === 'set') return [[name, data.getAll(name).map(String)]];
    return [[name, kind === 'checkbox' ? data.has(name) : String(data.get(name) ?? '')]];
  });
  return Object.fromEntries(entries);
}

function privileges(field: Field, { scope }: Values): HTMLElement {
  const switches = field.options.map(({ value, label, says }, index) =>
    h(
      'div',
      { class: cls('choice') },
      h('x-switch', { name: field.name, value, checked: scope.includes(value), 'aria-describedby': `scope-${index}-says` }, label),
      h('p', { id: `scope-${index}-says`, class: cls('says') }, says),
    ),
  );
  return h(
    'div',
    { role: 'group', 'aria-labelledby': 'scope-label' },
    h('p', { id: 'scope-label', class: cls('legend') }, field.label),
    ...switches,
  );
}

function oneSwitch(field: Field, values: Values): HTMLElement {
  return h('x-switch', { name: field.name, checked: field.name !== 'extra' && values[field.name] === true }, field.label);
}

function checkbox(field: Field, { acknowledged }: Values): HTMLElement {
  const box = h('input', { type: 'checkbox', name: field.name, value: 'on', checked: acknowledged, required: field.isRequired });
  return h('label', { class: cls('check') }, box, h('span', {}, field.label));
}

function select(field: Field, chosen: string): readonly HTMLElement[] {
  const options = field.options.map(({ value, label }) => h('option', { value, selected: value === chosen }, label));
  const id = `field-${field.name}`;
  return [h('label', { for: id, class: cls('legend') }, field.label), h('select', { id, name: field.name }, ...options)];
}

function framed(field: Field, { value, apiOrigin }: Readonly<{ value: string; apiOrigin: string }>): readonly HTMLElement[] {
  const source = `${apiOrigin}/frame?label=${encodeURIComponent(field.label)}&value=${encodeURIComponent(value)}`;
  return [
    h('span', { class: cls('legend') }, field.label),
    h('iframe', { title: field.label, src: source, 'data-fills': field.name }),
    h('input', { type: 'hidden', name: field.name, value }),
  ];
}

function errorText(error: string | null): readonly HTMLElement[] {
  return error === null ? [] : [h('p', { class: cls('error') }, error)];
}
