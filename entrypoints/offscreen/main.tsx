import { browser } from '../../lib/browser/api.ts';
import type { DisplayRecord } from '../../lib/core/evidence/record.ts';
import { draw } from './draw.tsx';

browser.runtime.onMessage.addListener((message: unknown): Promise<unknown> | undefined =>
  isDrawRequest(message) ? draw(message.record) : undefined,
);

function isDrawRequest(message: unknown): message is Readonly<{ record: DisplayRecord }> {
  return typeof message === 'object' && message !== null && 'target' in message && message.target === 'offscreen' && 'record' in message;
}
