/**
 * The practised hand's own map of the practice console: what a person reads on it. It is written from the console as
 * people see it and shares nothing with the profile that the extension reads, so that the two can contradict each other.
 */

/** How a person operates a control. */
export type Control = 'text' | 'lines' | 'date-time' | 'ticks' | 'tick';

export type ConsoleField = Readonly<{
  /** The field as scenario files name it. */
  id: string;
  /** Other names for it that scenario files may use. */
  aliases: readonly string[];
  label: string;
  control: Control;
  /** The name of the control in the page, for a person who knows the console so well that a new label does not stop them. */
  name: string;
}>;

export type ConsoleScreen = Readonly<{ id: string; aliases: readonly string[]; heading: string; fields: readonly ConsoleField[] }>;

const field = (id: string, control: Control, label: string, name: string, ...aliases: readonly string[]): ConsoleField => ({
  id,
  control,
  label,
  name,
  aliases,
});

/** The screens in the order in which the console shows them. */
export const SCREENS: readonly ConsoleScreen[] = [
  {
    id: 'tenant',
    aliases: ['tenant-verification', 'verification'],
    heading: 'Tenant verification',
    fields: [
      field('tenant.id', 'text', 'Tenant ID', 'tenant_id', 'tenant', 'tenantId'),
      field(
        'administrator.objectId',
        'text',
        'Administrator object ID',
        'administrator_id',
        'administrator',
        'administratorId',
        'objectId',
      ),
      field('administrator.email', 'text', 'Administrator e-mail', 'administrator_email', 'administratorEmail', 'email'),
    ],
  },
  {
    id: 'incident',
    aliases: ['incident-reference'],
    heading: 'Incident reference',
    fields: [field('incident.id', 'text', 'Incident ID', 'incident', 'incidentId')],
  },
  {
    id: 'scope',
    aliases: ['privilege-scope', 'temporary-privilege-scope', 'privileges'],
    heading: 'Temporary privilege scope',
    fields: [
      field('scope', 'ticks', 'Privileges', 'scope[]', 'privileges'),
      field('children', 'tick', 'Include child tenants', 'include_children', 'includeChildren', 'child-tenants'),
    ],
  },
  {
    id: 'expiration',
    aliases: ['expiry', 'window', 'expiration-time'],
    heading: 'Expiration',
    fields: [field('window.end', 'date-time', 'Access ends', 'expires_at', 'window', 'end', 'expiresAt', 'expires', 'expiry')],
  },
  {
    id: 'approvals',
    aliases: ['approval', 'evidence', 'approval-evidence', 'customer-account-approval-evidence'],
    heading: 'Customer-account approval evidence',
    fields: [
      field('approvalEvidence', 'lines', 'Approval references', 'approvals', 'references', 'approval-references'),
      field('assurance.reference', 'text', 'Identity check reference', 'assurance', 'identity-check'),
    ],
  },
  {
    id: 'acknowledgement',
    aliases: ['acknowledge', 'acknowledgment'],
    heading: 'Acknowledgement',
    fields: [
      field('acknowledged', 'tick', 'I understand that this grants production access', 'acknowledged', 'acknowledgement'),
      field('note', 'lines', 'Audit note', 'note', 'audit-note'),
    ],
  },
  { id: 'review', aliases: [], heading: 'Review', fields: [] },
];

/** The privileges that the console offers. */
export const PRIVILEGES = ['tenant.admin.restore', 'tenant.admin.read', 'tenant.data.export', 'all-tenants'] as const;

/** The buttons, by what a scenario calls the press. */
export const BUTTONS = {
  next: 'Next',
  back: 'Back',
  'save-draft': 'Save draft',
  abandon: 'Abandon',
  submit: 'Submit restoration',
} as const;
export type ButtonName = keyof typeof BUTTONS;

/** A screen by any of the names that scenario files use for it. */
export function screenNamed(name: string): ConsoleScreen | null {
  const wanted = folded(name);
  return SCREENS.find((screen) => [screen.id, screen.heading, ...screen.aliases].some((one) => folded(one) === wanted)) ?? null;
}

/** A field of a screen by any of its names. */
export function fieldNamed(screen: ConsoleScreen, name: string): ConsoleField | null {
  const wanted = folded(name);
  return screen.fields.find((one) => [one.id, one.label, one.name, ...one.aliases].some((alias) => folded(alias) === wanted)) ?? null;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
