/** What a request holds while it is filled, as it was typed. `expiresAt` is wall-clock time in the console's zone. */
export type Values = Readonly<{
  tenantId: string;
  administratorId: string;
  administratorEmail: string;
  incident: string;
  scope: readonly string[];
  includeChildren: boolean;
  expiresAt: string;
  /** One reference a line. */
  approvals: string;
  assurance: string;
  acknowledged: boolean;
  note: string;
  /** Only where a fault asks for them. */
  justification: string;
  extendedRights: string;
}>;

export type ValueName = keyof Values;

/** A commit as it is kept, whichever skin it came through: the end as an instant (null: none), references as a list. */
export type CommitValues = Readonly<{
  tenantId: string;
  administratorId: string;
  administratorEmail: string;
  incident: string;
  scope: readonly string[];
  includeChildren: boolean;
  expiresAt: string | null;
  approvals: readonly string[];
  assurance: string;
  acknowledged: boolean;
  note: string;
  justification: string;
  extendedRights: string;
}>;

export const NO_VALUES: Values = {
  tenantId: '',
  administratorId: '',
  administratorEmail: '',
  incident: '',
  scope: [],
  includeChildren: false,
  expiresAt: '',
  approvals: '',
  assurance: '',
  acknowledged: false,
  note: '',
  justification: '',
  extendedRights: '',
};

/** The names that the server skin's forms use. */
export const BODY_NAMES = {
  tenantId: 'tenant_id',
  administratorId: 'administrator_id',
  administratorEmail: 'administrator_email',
  incident: 'incident',
  scope: 'scope[]',
  includeChildren: 'include_children',
  expiresAt: 'expires_at',
  approvals: 'approvals',
  assurance: 'assurance',
  acknowledged: 'acknowledged',
  note: 'note',
  justification: 'justification',
  extendedRights: 'extended_rights',
} as const satisfies Readonly<Record<ValueName, string>>;

export const VALUE_NAMES: readonly ValueName[] = [
  'tenantId',
  'administratorId',
  'administratorEmail',
  'incident',
  'scope',
  'includeChildren',
  'expiresAt',
  'approvals',
  'assurance',
  'acknowledged',
  'note',
  'justification',
  'extendedRights',
];

/** Takes the named values out of an urlencoded body; a box that is not there is off. The others stay as they were. */
export function valuesOfForm(body: URLSearchParams, names: readonly ValueName[], before: Values): Values {
  const next: Record<string, unknown> = { ...before };
  for (const name of names) {
    const sent = body.getAll(BODY_NAMES[name]);
    next[name] = typedLike(NO_VALUES[name], sent);
  }
  return valuesOf(next);
}

function typedLike(kind: Values[ValueName], sent: readonly string[]): unknown {
  if (typeof kind === 'boolean') return sent.at(-1) === 'on';
  return typeof kind === 'string' ? (sent.at(-1) ?? '') : sent;
}

/** Takes values out of anything, name by name and type by type; what does not fit is empty. */
export function valuesOf(given: unknown): Values {
  const part = (name: ValueName): unknown => (typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined);
  const text = (name: ValueName): string => {
    const value = part(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const scope = part('scope');
  return {
    tenantId: text('tenantId'),
    administratorId: text('administratorId'),
    administratorEmail: text('administratorEmail'),
    incident: text('incident'),
    scope: Array.isArray(scope) ? scope.filter((item) => typeof item === 'string') : [],
    includeChildren: part('includeChildren') === true,
    expiresAt: text('expiresAt'),
    approvals: text('approvals'),
    assurance: text('assurance'),
    acknowledged: part('acknowledged') === true,
    note: text('note'),
    justification: text('justification'),
    extendedRights: text('extendedRights'),
  };
}
