import type { FaultName, Faults } from './faults.ts';
import type { ValueName } from './values.ts';

export type ScreenId = 'tenant' | 'incident' | 'scope' | 'expiration' | 'evidence' | 'acknowledgement';
/** Where a request can stand: a screen, or the review page. */
export type PlaceId = ScreenId | 'review';

export type Option = Readonly<{ value: string; label: string; says: string }>;

export type Field = Readonly<{
  /** `extra` is a control that the console draws but never reads. */
  name: ValueName | 'extra';
  kind: 'text' | 'email' | 'lines' | 'checkbox' | 'set' | 'datetime' | 'select';
  label: string;
  says: string | null;
  isRequired: boolean;
  options: readonly Option[];
  /** How the control is built: in the page, in a frame of another origin, in a closed shadow root, switched off, or showing other than it sends. */
  build: 'plain' | 'framed' | 'closed' | 'disabled' | 'two-faced';
  /** What a two-faced control sends, whatever it shows. */
  sends: string | null;
}>;

export type Screen = Readonly<{ id: ScreenId; title: string; says: string | null; fields: readonly Field[] }>;

export const REVIEW_TITLE = 'Review';
/** The tenant that faults confuse with the right one. */
export const OTHER_TENANT = 'tnt_7Q2K9A';
/** "tenant.admin.restore" with a Cyrillic "e" in the last word. */
export const LOOKALIKE_ROLE = 'tenant.admin.r\u0435store';

const FIELD: Field = { name: 'extra', kind: 'text', label: '', says: null, isRequired: true, options: [], build: 'plain', sends: null };

const PRIVILEGES: readonly Option[] = [
  { value: 'tenant.admin.restore', label: 'tenant.admin.restore', says: 'Restore customer administrators' },
  { value: 'tenant.admin.read', label: 'tenant.admin.read', says: 'Read tenant administration' },
  { value: 'tenant.data.export', label: 'tenant.data.export', says: 'Export tenant data' },
  { value: 'all-tenants', label: 'all-tenants', says: 'Every tenant of this region' },
];

const SCREENS: readonly Screen[] = [
  {
    id: 'tenant',
    title: 'Tenant verification',
    says: 'Enter the tenant and the administrator whose access is restored.',
    fields: [
      { ...FIELD, name: 'tenantId', label: 'Tenant ID', says: 'Begins with tnt_' },
      { ...FIELD, name: 'administratorId', label: 'Administrator object ID', says: 'As shown in the tenant directory' },
      { ...FIELD, name: 'administratorEmail', kind: 'email', label: 'Administrator e-mail' },
    ],
  },
  {
    id: 'incident',
    title: 'Incident reference',
    says: 'The incident that this restoration belongs to.',
    fields: [{ ...FIELD, name: 'incident', label: 'Incident ID', says: 'Begins with INC-' }],
  },
  {
    id: 'scope',
    title: 'Temporary privilege scope',
    says: 'Choose no more than was approved.',
    fields: [
      { ...FIELD, name: 'scope', kind: 'set', label: 'Privileges', isRequired: false, options: PRIVILEGES },
      { ...FIELD, name: 'includeChildren', kind: 'checkbox', label: 'Include child tenants', isRequired: false },
    ],
  },
  {
    id: 'expiration',
    title: 'Expiration',
    says: 'The privileges end by themselves at this time.',
    fields: [{ ...FIELD, name: 'expiresAt', kind: 'datetime', label: 'Access ends' }],
  },
  {
    id: 'evidence',
    title: 'Customer-account approval evidence',
    says: 'References are kept with the grant.',
    fields: [
      { ...FIELD, name: 'approvals', kind: 'lines', label: 'Approval references', says: 'One reference a line' },
      { ...FIELD, name: 'assurance', label: 'Identity check reference' },
    ],
  },
  {
    id: 'acknowledgement',
    title: 'Acknowledgement',
    says: 'This changes a production tenant. Every action is logged.',
    fields: [
      { ...FIELD, name: 'acknowledged', kind: 'checkbox', label: 'I understand that this grants production access' },
      { ...FIELD, name: 'note', kind: 'lines', label: 'Audit note', isRequired: false, says: 'Optional. Written to the audit log.' },
    ],
  },
];

/** Each of these faults redraws one field: put in its place is what `change` gives, which may be none or several. */
const REDRAWN: Partial<Record<FaultName, Readonly<{ name: ValueName; change: (field: Field) => readonly Field[] }>>> = {
  'label-renamed': { name: 'expiresAt', change: (field) => [{ ...field, label: 'Ends on' }] },
  'duplicate-control': { name: 'administratorId', change: (field) => [field, { ...field, name: 'extra', isRequired: false, says: null }] },
  'unreadable-frame': { name: 'administratorId', change: (field) => [{ ...field, build: 'framed' }] },
  'closed-shadow-field': { name: 'administratorId', change: (field) => [{ ...field, build: 'closed' }] },
  'hidden-value-differs': { name: 'tenantId', change: (field) => [{ ...field, build: 'two-faced', sends: OTHER_TENANT }] },
  'lookalike-role': {
    name: 'scope',
    change: (field) => [
      {
        ...field,
        options: [{ value: LOOKALIKE_ROLE, label: LOOKALIKE_ROLE, says: 'Restore administrators everywhere' }, ...field.options],
      },
    ],
  },
  'required-field-added': {
    name: 'includeChildren',
    change: (field) => [field, { ...FIELD, name: 'justification', label: 'Business justification' }],
  },
  'unknown-scope-control': { name: 'includeChildren', change: (field) => [field, EXTENDED_RIGHTS] },
  'expiry-missing': { name: 'expiresAt', change: () => [] },
  'expiry-disabled': { name: 'expiresAt', change: (field) => [{ ...field, build: 'disabled', isRequired: false }] },
  'expiry-none-default': { name: 'expiresAt', change: (field) => [{ ...field, kind: 'select', isRequired: false, options: LENGTHS }] },
};

const EXTENDED_RIGHTS: Field = {
  ...FIELD,
  name: 'extendedRights',
  kind: 'select',
  label: 'Extended rights',
  isRequired: false,
  options: [
    { value: '', label: 'None', says: '' },
    { value: 'billing.write', label: 'Billing', says: '' },
    { value: 'directory.write', label: 'Directory', says: '' },
  ],
};

const LENGTHS: readonly Option[] = [
  { value: '', label: 'No expiry', says: '' },
  { value: 'PT1H', label: 'After 1 hour', says: '' },
  { value: 'PT4H', label: 'After 4 hours', says: '' },
  { value: 'PT8H', label: 'After 8 hours', says: '' },
];

/** The six screens as the faults of the moment have them. */
export function screensOf(faults: Faults): readonly Screen[] {
  const screens = SCREENS.map((screen) => ({ ...screen, fields: screen.fields.flatMap((field) => redrawn(field, faults)) }));
  return faults.has('field-moved') ? withFieldMoved(screens, 'administratorEmail', 'incident') : screens;
}

export function screenOf(faults: Faults, id: PlaceId): Screen | null {
  return screensOf(faults).find((screen) => screen.id === id) ?? null;
}

/** Every place in the order in which they are walked. */
export function placesOf(hasReview: boolean): readonly PlaceId[] {
  const ids: readonly PlaceId[] = SCREENS.map(({ id }) => id);
  return hasReview ? [...ids, 'review'] : ids;
}

export function titleOf(place: PlaceId): string {
  return SCREENS.find(({ id }) => id === place)?.title ?? REVIEW_TITLE;
}

/** The values that a screen sends. */
export function namesOn(screen: Screen): readonly ValueName[] {
  return screen.fields.flatMap(({ name }) => (name === 'extra' ? [] : [name]));
}

function redrawn(field: Field, faults: Faults): readonly Field[] {
  let fields: readonly Field[] = [field];
  for (const fault of faults) {
    const redraw = REDRAWN[fault];
    if (redraw?.name === field.name) fields = fields.flatMap((each) => (each.name === field.name ? redraw.change(each) : [each]));
  }
  return fields;
}

function withFieldMoved(screens: readonly Screen[], name: ValueName, to: ScreenId): readonly Screen[] {
  const moved = screens.flatMap(({ fields }) => fields.filter((field) => field.name === name));
  return screens.map((screen) => {
    const rest = screen.fields.filter((field) => field.name !== name);
    return { ...screen, fields: screen.id === to ? [...rest, ...moved] : rest };
  });
}
