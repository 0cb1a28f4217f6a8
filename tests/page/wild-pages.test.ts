import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Room, type Stage, soon } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const title = 'Tenant verification';
const html = consolePage({ title, fields: TENANT_FIELDS });

/** What the last report that came by itself says of the first field. */
async function told(room: Room): Promise<unknown> {
  const first = (await room.sent('report')).at(-1)?.report.readings[0];
  return first?.look.isReadable === true ? { value: first.look.value, by: first.changedBy } : first?.look;
}
const text = (value: string, by: 'hand' | 'page' | 'nobody') => ({ value: { kind: 'text', text: value }, by });

/** Everything that a console draws while it loads counts as drawn by nobody. */
const settled = (room: Room) => room.passMs(2_000);

describe('a page that is drawn in its own way', () => {
  it('is followed when it throws a control away and draws it anew with another value', async () => {
    const room = await stage.open({ html });
    await soon(() => told(room)).toEqual(text('', 'nobody'));
    await settled(room);
    await room.page.evaluate(() => {
      const old = document.querySelector('input[name=tenant_id]');
      const fresh = old?.cloneNode();
      if (fresh instanceof HTMLInputElement) {
        fresh.value = 'tnt_other';
        old?.replaceWith(fresh);
      }
    });
    await soon(() => told(room)).toEqual(text('tnt_other', 'page'));
  });

  it('is followed when the whole form is drawn anew under the hand, and the hand goes on', async () => {
    const room = await stage.open({ html });
    await room.page.evaluate(() => {
      document.addEventListener('input', () => {
        const form = document.querySelector('form');
        const held = document.querySelector('input')?.form?.querySelector<HTMLInputElement>('[name=tenant_id]')?.value ?? '';
        const fresh = form?.cloneNode(true);
        if (!(fresh instanceof HTMLFormElement)) return;
        const field = fresh.querySelector<HTMLInputElement>('[name=tenant_id]');
        if (field) field.value = held;
        form?.replaceWith(fresh);
        field?.focus();
      });
    });
    await room.page.click('input[name=tenant_id]');
    await room.page.keyboard.type('tnt');
    await soon(async () => Object(await told(room)).value).toEqual({ kind: 'text', text: 'tnt' });
  });

  it('is followed into a frame of its own origin', async () => {
    const inner = consolePage({ title, fields: TENANT_FIELDS });
    const room = await stage.open({
      html: '<!doctype html><iframe src="/inner" style="width:900px;height:700px"></iframe>',
      pages: { '/inner': inner },
    });
    const frame = room.page.frameLocator('iframe');
    await frame.locator('input[name=tenant_id]').click();
    await room.page.keyboard.type('tnt_1');
    await soon(() => told(room)).toEqual(text('tnt_1', 'hand'));
  });

  it('is followed when its address changes and nothing is loaded', async () => {
    const room = await stage.open({ html });
    await soon(async () => (await room.sent('report')).at(-1)?.report.screen).toBe('tenant');
    await room.page.evaluate(() => {
      history.pushState(null, '', '/restore/done');
      const heading = document.querySelector('h1');
      if (heading) heading.textContent = 'Somewhere else';
    });
    await soon(async () => (await room.sent('report')).at(-1)?.report.place).toBe('elsewhere');
  });

  it('is read although its fields are called like the form’s own properties', async () => {
    const names = ['elements', 'id', 'name', 'getAttribute', 'parentNode', 'querySelectorAll', 'length', 'method', 'action', 'nodeType'];
    const clobbering = names.map((name) => `<input type="hidden" name="${name}" value="x">`).join('');
    const room = await stage.open({ html: consolePage({ title, fields: `${clobbering}${TENANT_FIELDS}` }) });
    // The test tool's own click does not get past these names.
    await room.page.evaluate(() => document.querySelector<HTMLInputElement>('input[name=tenant_id]')?.focus());
    await room.page.keyboard.type('tnt_1');
    await soon(() => told(room)).toEqual(text('tnt_1', 'hand'));
    await room.page.evaluate(() => {
      const twin = document.createElement('input');
      Object.assign(twin, { type: 'hidden', name: 'tenant_id', value: 'tnt_2' });
      document.querySelector('h1')?.nextElementSibling?.append(twin);
    });
    await soon(() => told(room)).toMatchObject({ reason: { code: 'reading-contradicts-itself' } });
  });
});
