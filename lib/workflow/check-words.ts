/** Short, everyday, hard to confuse aloud. Their only use is that a faked panel does not know them. */
const FIRST = [
  'amber',
  'birch',
  'cedar',
  'copper',
  'coral',
  'ember',
  'flint',
  'frost',
  'ivory',
  'linen',
  'maple',
  'marble',
  'ochre',
  'olive',
  'pearl',
  'slate',
];
const SECOND = [
  'anchor',
  'arrow',
  'basket',
  'candle',
  'compass',
  'feather',
  'harbor',
  'hammer',
  'kettle',
  'ladder',
  'lantern',
  'mirror',
  'orchard',
  'paddle',
  'saddle',
  'wagon',
];

/** Two words from an execution's random id: the same ones in popup and panel. */
export function checkWords(execution: string): string {
  const sum = [...execution].reduce((total, character) => (total * 31 + character.charCodeAt(0)) >>> 0, 7);
  return `${FIRST[sum % FIRST.length] ?? ''} ${SECOND[(sum >>> 8) % SECOND.length] ?? ''}`;
}
