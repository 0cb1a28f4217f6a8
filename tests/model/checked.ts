/** What a whole check reads; a release may follow only when each of these was read after the check was asked for. */
export const CHECKED = [
  'case.read',
  'case.me',
  'tenants.read',
  'incidents.read',
  'identity.read',
  'iam.grants',
  'iam.administrators',
  'iam.roles',
  'iam.policy',
] as const;
