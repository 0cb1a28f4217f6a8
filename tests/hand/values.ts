/** What the hand enters in one field: a text, lines, the names to tick, or a tick. */
export type Entry = string | boolean | readonly string[];
export type Entries = Readonly<Record<string, Entry>>;

/** The part of a packet that a person copies into the console. */
export type Packet = Readonly<{
  tenant: Readonly<{ id: string }>;
  administrator: Readonly<{ objectId: string; email: string }>;
  assurance: Readonly<{ reference: string }>;
  scope: readonly string[];
  window: Readonly<{ end: string | null }>;
  incident: Readonly<{ id: string }>;
  approvalEvidence: readonly string[];
}>;

/** Every field as the packet says it, with times in the zone that the console shows. */
export function approvedEntries(packet: Packet, timeZone: string): Entries {
  return {
    'tenant.id': packet.tenant.id,
    'administrator.objectId': packet.administrator.objectId,
    'administrator.email': packet.administrator.email,
    'incident.id': packet.incident.id,
    scope: packet.scope,
    children: false,
    'window.end': packet.window.end === null ? '' : wallTime(packet.window.end, timeZone),
    approvalEvidence: packet.approvalEvidence,
    'assurance.reference': packet.assurance.reference,
    acknowledged: true,
    note: '',
  };
}

/** An instant as `YYYY-MM-DDTHH:MM` on the clocks of a zone. Text that is no instant is left as it is. */
export function wallTime(text: string, timeZone: string): string {
  const instantMs = Date.parse(text);
  if (Number.isNaN(instantMs) || !/(?:Z|[+-]\d\d:\d\d)$/.test(text)) return text;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  return `${part.get('year')}-${part.get('month')}-${part.get('day')}T${part.get('hour')}:${part.get('minute')}`;
}
