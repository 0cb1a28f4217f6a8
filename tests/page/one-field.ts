import type { Look } from '../../lib/core/compare/reading.ts';
import type { FieldKind, FieldSpec, Locator, Profile } from '../../lib/core/profile/profile.ts';
import { readProfile } from './practice.ts';

const base = readProfile('range-server');

export type FieldParts = Readonly<{
  kind: FieldKind;
  locator: Locator;
  compare?: FieldSpec['compare'];
  options?: readonly string[];
  packet?: 'tenant.id' | 'window.end';
}> &
  Partial<Pick<FieldSpec, 'segments' | 'zone' | 'items' | 'dateOrder' | 'labels' | 'prompt' | 'sends'>>;

/** The range's profile with one screen, "Bench", that holds one field. */
export function benchProfile({ kind, locator, compare = 'identifier', options = [], packet = 'tenant.id', ...more }: FieldParts): Profile {
  const field: FieldSpec = {
    id: 'tenant.id',
    label: 'The field',
    approved: { packet },
    kind,
    locator,
    compare,
    isRequired: true,
    options,
    zone: null,
    evidence: { isShown: false, pattern: '', hides: 'value' },
    ...more,
  };
  const screen = {
    id: 'bench',
    title: 'Bench',
    recognise: { heading: { en: 'Bench' } },
    fields: [field],
    controls: [],
    region: { role: 'main' },
    isCheckpoint: false,
  };
  return { ...base, screens: [screen] };
}

export const text = (value: string): Look => ({ isReadable: true, value: { kind: 'text', text: value } });
export const set = (...items: readonly string[]): Look => ({ isReadable: true, value: { kind: 'set', items } });
export const code = (look: Look | undefined): string => (look === undefined || look.isReadable ? 'readable' : look.reason.code);

/** The control that its page calls "It". */
export const named = (role: string): Locator => ({ role, name: { en: 'It' } });
export const SCOPES = ['tenant.read', 'tenant.write', 'all-tenants'];
