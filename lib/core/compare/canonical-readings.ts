import type { Look, Reading } from './reading.ts';

/**
 * What all fields hold, as one text: (field, value, zone), sorted, each once. The same values give the same text wherever
 * and whenever they were read, so it binds what was armed to what is pressed. Values are taken as they are, untrimmed:
 * any change of what would be sent changes the text.
 */
export function canonicalReadings(readings: readonly Reading[]): string {
  const lines = readings.map(({ field, look, zone }) => JSON.stringify([field, heldBy(look), zone]));
  return [...new Set(lines)].sort().join('\n');
}

/** The members of a set have no order. What cannot be read is told apart from every value. */
function heldBy(look: Look): readonly [kind: string, ...content: readonly string[]] {
  if (!look.isReadable) return ['unreadable', look.reason.code];
  const { value } = look;
  return value.kind === 'text' ? ['text', value.text] : ['set', ...[...value.items].sort()];
}
