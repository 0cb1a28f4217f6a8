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
const KEYS = 20;

describe('on a screen with 2,000 fields', () => {
  it('every keystroke has its verdict in the very frame that draws the character', async () => {
    const room = await stage.open({ html: consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS + MANY }) });
    await room.frame();
    const drawn = await room.page.evaluate(async (keys) => {
      const control = document.querySelector<HTMLInputElement>('input[name=tenant_id]');
      const states: number[] = [];
      for (let at = 0; at < keys; at += 1) {
        if (control) control.value = `tnt_${at}`;
        const before = window.room.states.length;
        control?.dispatchEvent(new Event('input', { bubbles: true }));
        // Asked for after the room's own turn in this frame, and so run behind it.
        await new Promise(requestAnimationFrame);
        states.push(window.room.states.length - before);
      }
      return states;
    }, KEYS);
    expect(drawn.filter((states) => states === 0)).toEqual([]);
    expect(JSON.stringify((await room.look()).readings)).toContain(`tnt_${KEYS - 1}`);
  });
});
