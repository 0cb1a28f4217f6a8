import { afterAll, beforeAll, describe, it } from 'vitest';
import { consolePage, TENANT_FIELDS } from '../page/fixtures/console-page.ts';
import { openStage, type Room, type Stage } from '../page/harness.ts';

const ROUNDS = { iterations: 120, time: 0, warmupIterations: 10, warmupTime: 0 };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A console screen with the tenant's fields and so many more. */
const screenOf = (more: number) => {
  const rest = Array.from({ length: more }, (_, at) => `<p><label for="m${at}">Note ${at}</label><input id="m${at}" name="note"></p>`);
  return consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS + rest.join('') });
};

describe.for([
  ['8 fields', 5],
  ['2,000 fields', 1_997],
] as const)('a keystroke until its frame is drawn, on a screen of %s', ([, more]) => {
  it('beside the same page that nobody watches', async ({ bench }) => {
    const guarded = await stage.open({ html: screenOf(more) });
    await guarded.frame();
    const alone = await stage.open({ html: screenOf(more), path: '/restore', brief: null });
    await alone.page.goto('about:blank');
    await alone.page.setContent(screenOf(more));
    await bench.compare(
      bench('with Countersign: read, judged and drawn', inFront(guarded), () => press(guarded)),
      bench('without', inFront(alone), () => press(alone)),
      ROUNDS,
    );
    await stage.clear();
  });
});

/** A tab behind another one is drawn once a second. */
const inFront = ({ page }: Room) => ({ beforeAll: () => page.bringToFront() });

/** One character, by a script: the way of a trusted key through the test tool is longer than what is measured. */
function press({ page }: Room): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const control = document.querySelector<HTMLInputElement>('input[name=tenant_id]');
        if (control === null) throw new Error('the screen has no tenant field');
        control.value = control.value.length > 20 ? 't' : `${control.value}x`;
        control.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
      }),
  );
}
