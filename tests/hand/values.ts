import { at } from './control.ts';

/** What the hand enters in one field: a text, lines, the names to tick, or a tick. */
export type Entry = string | boolean | readonly string[];
export type Entries = Readonly<Record<string, Entry>>;

/** Every field as the packet says it, with times in the zone that the console shows. What the packet lacks is left empty. */
export function approvedEntries(packet: unknown, timeZone: string): Entries {
  const text = (path: string): string => {
    const value = at(packet, path);
    return typeof value === 'string' ? value : '';
  };
  const texts = (path: string): readonly string[] => {
    const value = at(packet, path);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : text(path) === '' ? [] : [text(path)];
  };
  return {
    'tenant.id': text('/tenant/id'),
    'administrator.objectId': text('/administrator/objectId'),
    'administrator.email': text('/administrator/email'),
    'incident.id': text('/incident/id'),
    scope: texts('/scope'),
    children: false,
    'window.end': wallTime(text('/window/end'), timeZone),
    approvalEvidence: texts('/approvalEvidence'),
    'assurance.reference': text('/assurance/reference'),
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
