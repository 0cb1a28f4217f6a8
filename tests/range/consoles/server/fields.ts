import { html } from 'hono/html';
import type { Field } from '../screens.ts';
import { BODY_NAMES, type Values } from '../values.ts';
import type { ClassOf, Markup } from './shell.ts';

export type FieldContext = Readonly<{
  values: Values;
  errors: Readonly<Record<string, string>>;
  cls: ClassOf;
  timeZone: string;
  /** Where frames of another origin come from. */
  frameOrigin: string;
}>;

/** One field with its label, its explanation and what is wrong with it. */
export function fieldRow(field: Field, context: FieldContext): Markup {
  const { cls } = context;
  if (field.kind === 'set') return setRow(field, context);
  if (field.kind === 'checkbox') return checkboxRow(field, context);
  const id = idOf(field);
  const label =
    field.build === 'framed' || field.build === 'closed'
      ? html`<span>${field.label}</span>`
      : html`<label for="${id}">${field.label}</label>`;
  return html`<div class="${cls('row')}">
      <div class="${cls('label')}">${field.build === 'closed' ? '' : label}</div>
      <div class="${cls('control')}">${control(field, context)}${notes(field, context)}</div>
    </div>`;
}

function control(field: Field, context: FieldContext): Markup {
  const { values, frameOrigin } = context;
  const id = idOf(field);
  const name = nameOf(field);
  const value = field.name === 'extra' ? '' : String(values[field.name]);
  const about = aboutOf(field, context);
  if (field.build === 'framed') {
    const source = `${frameOrigin}/frame?label=${encodeURIComponent(field.label)}&value=${encodeURIComponent(value)}`;
    return html`<iframe title="${field.label}" src="${source}" data-fills="${name}"></iframe><input type="hidden" name="${name}" value="${value}">`;
  }
  if (field.build === 'closed') {
    return html`<x-text-field closed label="${field.label}" name="${name}" value="${value}" required></x-text-field>`;
  }
  if (field.build === 'two-faced') {
    return html`<input type="text" id="${id}" name="${name}_shown" value="${value}" autocomplete="off" required ${about}><input type="hidden" name="${name}" value="${field.sends ?? ''}">`;
  }
  const required = field.isRequired ? 'required' : '';
  const disabled = field.build === 'disabled' ? 'disabled' : '';
  switch (field.kind) {
    case 'lines':
      return html`<textarea id="${id}" name="${name}" rows="4" ${required} ${about}>${value}</textarea>`;
    case 'select':
      return html`<select id="${id}" name="${name}" ${about}>${field.options.map(
        (option) => html`<option value="${option.value}" ${option.value === value ? 'selected' : ''}>${option.label}</option>`,
      )}</select>`;
    case 'datetime':
      return html`<input type="datetime-local" id="${id}" name="${name}" value="${value}" ${required} ${disabled} ${about}>`;
    default:
      return html`<input type="${field.kind === 'email' ? 'email' : 'text'}" id="${id}" name="${name}" value="${value}" autocomplete="off" spellcheck="false" ${required} ${about}>`;
  }
}

function setRow(field: Field, context: FieldContext): Markup {
  const { values, cls } = context;
  return html`<fieldset class="${cls('row')}">
      <legend class="${cls('label')}">${field.label}</legend>
      <div class="${cls('control')}">
        ${field.options.map(
          ({ value, label, says }, index) => html`<div class="${cls('choice')}">
            <input type="checkbox" id="scope-${index}" name="${nameOf(field)}" value="${value}" aria-describedby="scope-${index}-says" ${values.scope.includes(value) ? 'checked' : ''}>
            <label for="scope-${index}">${label}</label>
            <p id="scope-${index}-says" class="${cls('says')}">${says}</p>
          </div>`,
        )}
        ${notes(field, context)}
      </div>
    </fieldset>`;
}

function checkboxRow(field: Field, context: FieldContext): Markup {
  const { values, cls } = context;
  const isOn = field.name !== 'extra' && values[field.name] === true;
  return html`<div class="${cls('row')}">
      <div class="${cls('label')}"></div>
      <div class="${cls('control')}">
        <div class="${cls('choice')}">
          <input type="checkbox" id="${idOf(field)}" name="${nameOf(field)}" value="on" ${isOn ? 'checked' : ''} ${field.isRequired ? 'required' : ''} ${aboutOf(field, context)}>
          <label for="${idOf(field)}">${field.label}</label>
        </div>
        ${notes(field, context)}
      </div>
    </div>`;
}

/** The explanation below a control, and what is wrong with what it holds. */
function notes(field: Field, { errors, cls, timeZone }: FieldContext): Markup {
  const says = saysOf(field, timeZone);
  const error = errors[field.name];
  return html`${says === null ? '' : html`<p id="${idOf(field)}-says" class="${cls('says')}">${says}</p>`}${
    error === undefined ? '' : html`<p id="${idOf(field)}-error" class="${cls('error')}">${error}</p>`
  }`;
}

/** The attributes that tie a control to its notes. */
function aboutOf(field: Field, { errors, timeZone }: FieldContext): Markup {
  const isWrong = errors[field.name] !== undefined;
  const ids = [...(saysOf(field, timeZone) === null ? [] : [`${idOf(field)}-says`]), ...(isWrong ? [`${idOf(field)}-error`] : [])];
  if (ids.length === 0) return html``;
  return isWrong ? html`aria-describedby="${ids.join(' ')}" aria-invalid="true" autofocus` : html`aria-describedby="${ids.join(' ')}"`;
}

function saysOf(field: Field, timeZone: string): string | null {
  return field.kind === 'datetime' ? `Times are in ${timeZone}` : field.says;
}

function nameOf({ name }: Field): string {
  return name === 'extra' ? 'extra' : BODY_NAMES[name];
}

function idOf({ name }: Field): string {
  return `field-${name}`;
}
