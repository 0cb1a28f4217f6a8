import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const MANY = Array.from({ length: 2_000 }, (_, at) => `<p><label for="m${at}">Note ${at}</label><input id="m${at}" name="note"></p>`).join(
  '',
);
const FRAME_MS = 16;
const KEYS = 40;

describe('on a screen with 2,000 fields', () => {
  it('a keystroke is read, judged and drawn within a frame', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS + MANY }) });
    await room.frame();
    const before = (await room.sent('report')).length;
    const takenMs = await room.page.evaluate(async (keys) => {
      const taken: number[] = [];
      const frame = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (run) =>
        frame((at) => {
          const begunMs = performance.now();
          run(at);
          taken.push(performance.now() - begunMs);
        });
      const control = document.querySelector<HTMLInputElement>('input[name=tenant_id]');
      for (let at = 0; at < keys; at += 1) {
        if (control) control.value = `tnt_${at}`;
        control?.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => frame(() => frame(resolve)));
      }
      return taken;
    }, KEYS);
    expect((await room.sent('report')).length - before).toBeGreaterThan(KEYS / 2);
    expect(takenMs.length).toBeGreaterThan(KEYS / 2);
    // The fastest tenth: a machine that is busy with something else slows the others down.
    const fast = [...takenMs].sort((a, b) => a - b)[Math.floor(takenMs.length / 10)] ?? Number.POSITIVE_INFINITY;
    expect(fast).toBeLessThan(FRAME_MS);
  });
});
