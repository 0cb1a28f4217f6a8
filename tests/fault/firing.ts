import type { ShortStage } from '../gate/short-stage.ts';
import type { Page } from '../hand/page.ts';

/** So many commits a page fires. */
export const FIRED = 100;
const ANSWER_TIMEOUT_MS = 5_000;

/** Runs in the page: a hundred commits, spread over the time. */
export async function startFiring(page: Page, body: string, forMs: number): Promise<void> {
  await page.evaluate(
    ([text, count, ms]: readonly [string, number, number]) => {
      for (let shot = 0; shot < count; shot += 1) {
        const send = () => void fetch('/grant', { method: 'POST', body: new URLSearchParams(text) }).catch(() => undefined);
        setTimeout(send, (shot * ms) / count);
      }
    },
    [body, FIRED, forMs],
  );
}

/** Another page of the console, in a tab of its own, as a person would open one. */
export async function anotherPage({ browser, gate }: ShortStage): Promise<Page> {
  const page = await browser.context().newPage();
  await page.goto(`${gate.origin}/grant/new`);
  return page;
}

/**
 * What a page of the console can send now: one commit and one step are tried, and each that arrives is named. Null for a page that died
 * with its browser, or waits for the console's answer: another one is opened.
 */
export async function stillOpen(stage: ShortStage, before: Page | null, body: string): Promise<readonly string[]> {
  const page = before ?? (await anotherPage(stage));
  const tried = [
    ['a commit', '/grant', body],
    ['a step', '/grant/next', 'action=next'],
  ] as const;
  const arrived = await page.evaluate(
    async ([requests, timeoutMs]) => {
      const send = (path: string, text: string) =>
        fetch(path, { method: 'POST', body: new URLSearchParams(text), signal: AbortSignal.timeout(timeoutMs) });
      const sent = await Promise.allSettled(requests.map(([, path, text]) => send(path, text)));
      return sent.map(({ status }) => status === 'fulfilled');
    },
    [tried, ANSWER_TIMEOUT_MS] as const,
  );
  return tried.filter((_, index) => arrived[index]).map(([what]) => what);
}
