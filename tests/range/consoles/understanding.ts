import { type Console, faultsNow } from './console.ts';
import type { Faults } from './faults.ts';
import { linesOf } from './page/shared/lines.ts';
import { instantOf, localOf, offsetMs, shiftLocal } from './page/shared/zone.ts';
import { type PlaceId, screenOf } from './screens.ts';
import type { Draft } from './store.ts';
import type { CommitValues, Values } from './values.ts';

const MINUTE_MS = 60_000;
const LENGTH = /^PT(\d)H$/;

/** The values as a screen is drawn with them: what was entered, or, the first time, what the console sets by itself. */
export function valuesShown(draft: Draft, place: PlaceId, faults: Faults): Values {
  if (place !== 'scope' || draft.marks.includes(seenMark(place))) return draft.values;
  const scope = faults.has('scope-all-tenants-default') ? [...new Set([...draft.values.scope, 'all-tenants'])] : draft.values.scope;
  return { ...draft.values, scope, includeChildren: draft.values.includeChildren || faults.has('extra-privilege-default') };
}

/** The mark of a screen that was sent once: from then on it holds what was sent. */
export function seenMark(place: PlaceId): string {
  return `sent:${place}`;
}

/** What the console takes the sent values of a screen for. Here an end may become another one. */
export function understood(console: Console, sent: Values, before: Values): Values {
  if (sent.expiresAt === before.expiresAt) return sent;
  return { ...sent, expiresAt: endUnderstood(console, sent.expiresAt) };
}

function endUnderstood(console: Console, expiresAt: string): string {
  const { timeZone } = console.world.get().console;
  const faults = faultsNow(console);
  const length = LENGTH.exec(expiresAt)?.[1];
  if (length !== undefined) return localOf(new Date(console.world.nowMs() + Number(length) * 60 * MINUTE_MS), timeZone);
  const at = instantOf(expiresAt, timeZone);
  if (at === null) return expiresAt;
  if (faults.has('date-order-swapped')) return dayAndMonthSwapped(expiresAt);
  return faults.has('zone-shifted') ? shiftLocal(expiresAt, offsetMs(at.getTime(), timeZone) / MINUTE_MS || 60) : expiresAt;
}

/** A lenient reader of dates, as there are some: the 24th month of 2026 is December 2027. */
function dayAndMonthSwapped(local: string): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = local.split(/\D/).map(Number);
  return new Date(Date.UTC(year, day - 1, month, hour, minute)).toISOString().slice(0, 16);
}

/** What is wrong with the form of a screen's values, field by field. Whether they are approved is not this console's business. */
export function errorsIn(faults: Faults, place: PlaceId, values: Values): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const field of screenOf(faults, place)?.fields ?? []) {
    if (field.name === 'extra') continue;
    const value = values[field.name];
    if (field.isRequired && (value === '' || value === false)) errors[field.name] = `${field.label}: this is needed.`;
    else if (field.kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(String(value).trim()))
      errors[field.name] = `${field.label}: this is no e-mail address.`;
    else if (field.kind === 'set' && values.scope.length === 0) errors[field.name] = `${field.label}: choose at least one.`;
    else if (field.kind === 'datetime' && field.build === 'plain' && instantOf(String(value), 'UTC') === null) {
      errors[field.name] = `${field.label}: this is no date and time.`;
    }
  }
  return errors;
}

/** The values as a commit carries them. */
export function commitValues(values: Values, timeZone: string): CommitValues {
  const ends = instantOf(values.expiresAt, timeZone);
  return {
    ...values,
    tenantId: values.tenantId.trim(),
    administratorId: values.administratorId.trim(),
    administratorEmail: values.administratorEmail.trim(),
    incident: values.incident.trim(),
    assurance: values.assurance.trim(),
    expiresAt: ends === null ? null : ends.toISOString().replace(/\.\d+Z$/, 'Z'),
    approvals: linesOf(values.approvals),
  };
}
