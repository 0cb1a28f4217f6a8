/** What every kit's page offers: the same privileges and incidents, so that its controls are told apart by the kit alone. */
export type Choice = Readonly<{ value: string; label: string }>;

export const ROLES: readonly Choice[] = [
  { value: 'tenant.read', label: 'Read the tenant' },
  { value: 'tenant.restore', label: 'Restore administrators' },
  { value: 'all-tenants', label: 'All tenants' },
];

/** Consoles show references as they are. @public The kits' pages take it, whose packages are not installed with the project. */
export const INCIDENTS: readonly string[] = ['INC-20931', 'INC-20932', 'INC-30001'];

/** @public As above. */
export const EVIDENCE: readonly string[] = ['APR-301', 'APR-302', 'APR-303'];
