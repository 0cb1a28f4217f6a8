import type { SourceName } from './sources.ts';

/** How a source is called in a sentence. */
export const SOURCE_WORDS: Readonly<Record<SourceName, string>> = {
  case: 'the case system',
  operator: 'the case system',
  tenant: 'the tenant directory',
  incident: 'the incident system',
  assurance: 'the identity system',
  grants: 'IAM',
  administrators: 'IAM',
  roles: 'IAM',
  policy: 'IAM',
};

export const SOURCE_NAMES = [
  'case',
  'operator',
  'tenant',
  'incident',
  'assurance',
  'grants',
  'administrators',
  'roles',
  'policy',
] as const satisfies readonly SourceName[];
