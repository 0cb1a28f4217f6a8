import { inChromium } from '../hand/chromium.ts';
import type { Page } from '../hand/page.ts';
import { isReadIn } from './canary.ts';
import type { Channel } from './channels.ts';
import type { Reader } from './reader.ts';

/** The element around the channel of this number. */
export const placeOf = (index: number): string => `channel-${index}`;

/** The markup of all channels, each in a place of its own. */
export function clutterOf(channels: readonly Channel[], canary: (channel: Channel) => string): string {
  return channels.map((one, index) => `<div id="${placeOf(index)}">${one.html(canary(one), `own-${index}`)}</div>`).join('\n');
}

/**
 * The positive control: what anybody who copies, snapshots or photographs this page would take. Gives the channels whose
 * canary is not there to be taken; they would prove nothing.
 */
export async function notPlanted(
  page: Page,
  channels: readonly Channel[],
  canary: (channel: Channel) => string,
  reader: Reader,
): Promise<readonly string[]> {
  const chromium = inChromium(page);
  const session = await chromium.context().newCDPSession(chromium);
  const taken: string[] = [await chromium.content(), await chromium.title(), chromium.url()];
  try {
    taken.push(JSON.stringify(await session.send('DOM.getDocument', { depth: -1, pierce: true })));
    taken.push(JSON.stringify(await session.send('DOMSnapshot.captureSnapshot', { computedStyles: ['content'] })));
  } finally {
    await session.detach();
  }
  const plain = taken.join('\n').replaceAll('\u00ad', '').toUpperCase();
  const missing: string[] = [];
  for (const [index, channel] of channels.entries()) {
    const word = canary(channel);
    const isThere = channel.isPainted
      ? isReadIn(await reader.words(await chromium.locator(`#${placeOf(index)}`).screenshot()), word)
      : plain.includes(word) || plain.includes([...word].reverse().join('')) || isWholeOnly(plain, word);
    if (!isThere) missing.push(channel.name);
  }
  return missing;
}

/** A word that stands in two halves, as a split text does. */
function isWholeOnly(plain: string, word: string): boolean {
  return plain.includes(word.slice(0, 6)) && plain.includes(word.slice(6));
}
