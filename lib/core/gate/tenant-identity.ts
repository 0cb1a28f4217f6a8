import { skeleton } from '../compare/characters.ts';
import { isSameText } from '../compare/text.ts';
import type { Packet } from '../packet/packet.ts';
import { type Reason, reason } from '../reason.ts';
import type { Cause } from './cause.ts';
import { SOURCE_WORDS } from './source-words.ts';
import type { Sources, TenantAnswer, TenantRecord } from './sources.ts';

/**
 * Whether the packet's tenant is the tenant on record. The id is what counts; the name must fit the record under that
 * id. Another tenant with a name like it is no fault by itself: customers with alike names exist.
 */
export type TenantIdentity = Readonly<{ is: 'unknown' | 'fits' } | { is: 'alias'; warning: Reason } | { is: 'other'; cause: Cause }>;

export function tenantIdentity(sources: Sources): TenantIdentity {
  if (!sources.case.isRead || !sources.tenant.isRead) return { is: 'unknown' };
  const { packet } = sources.case.value;
  const { found, named } = sources.tenant.value;
  if (found === null) return other(missing(packet, named));
  if (found.id !== packet.tenant.id) return other(idDiffers(packet, called(found)));
  if (isNamed(found.name, packet)) return isTwin(sources, packet, sources.tenant.value);
  if (found.aliases.some((alias) => isNamed(alias, packet))) {
    return { is: 'alias', warning: reason('tenant-alias', { seen: packet.tenant.name, expected: found.name }) };
  }
  return other(looksLike(found.name, packet) ? lookalike(packet, found) : idDiffers(packet, called(found)));
}

/** The tenant that the packet speaks about, by what else is known of it; null when it is sure, or not known at all. */
export function tenantCause(sources: Sources): Cause | null {
  const identity = tenantIdentity(sources);
  return identity.is === 'other' ? identity.cause : null;
}

/** No tenant has the packet's id: another one has its name, or one like it. */
function missing(packet: Packet, named: readonly TenantRecord[]): Reason {
  const same = named.find((one) => [one.name, ...one.aliases].some((name) => isNamed(name, packet)));
  if (same !== undefined) return idDiffers(packet, same.id);
  const alike = named.find((one) => [one.name, ...one.aliases].some((name) => looksLike(name, packet)));
  return alike === undefined ? idDiffers(packet, 'that there is none') : lookalike(packet, alike);
}

/**
 * Id and name fit, but incident and administrator both belong to another tenant of a name like this: then the packet
 * was made out to the wrong one of the two.
 */
function isTwin(sources: Sources, packet: Packet, { named }: TenantAnswer): TenantIdentity {
  const incident = sources.incident.isRead ? sources.incident.value.tenant : null;
  const people = sources.case.isRead ? sources.case.value.people : [];
  const home = people.find((one) => one.id === packet.administrator.subject)?.homeTenant ?? null;
  if (incident === null || incident !== home || incident === packet.tenant.id) return { is: 'fits' };
  const twin = named.find((one) => one.id === incident && looksLike(one.name, packet));
  return twin === undefined ? { is: 'fits' } : other(lookalike(packet, twin));
}

/** Case and form of a display name may differ: the id is the same. */
function isNamed(name: string, { tenant }: Packet): boolean {
  return isSameText('name', name.trim().toLowerCase(), tenant.name.trim().toLowerCase());
}

function looksLike(name: string, { tenant }: Packet): boolean {
  return skeleton(name) !== '' && skeleton(name) === skeleton(tenant.name);
}

function other(why: Reason): TenantIdentity {
  return { is: 'other', cause: { leg: 'tenant', reason: why } };
}

function idDiffers({ tenant }: Packet, seen: string): Reason {
  return reason('tenant-id-differs', { expected: tenant.id, seen, source: SOURCE_WORDS.tenant });
}

function lookalike(packet: Packet, record: TenantRecord): Reason {
  return reason('tenant-lookalike', { seen: called(record), expected: called(packet.tenant) });
}

function called({ id, name }: Readonly<{ id: string; name: string }>): string {
  return `${name} (${id})`;
}
