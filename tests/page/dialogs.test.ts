import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { openStage, type Room, type Stage, soon } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

/** A form whose Next asks by a dialog of the browser, and goes on when it is answered with yes. */
const ASKING = consolePage({
  title: 'Tenant verification',
  fields: TENANT_FIELDS.replaceAll('required', ''),
  beside: `<iframe name="sink" srcdoc="<p>sink</p>"></iframe>
    <script>document.addEventListener('submit', (event) => { if (!confirm('Restore region-7 too?')) event.preventDefault(); }, true);</script>`,
}).replace('<form ', '<form target="sink" ');

async function asked(answer: 'accept' | 'dismiss'): Promise<Room> {
  const room = await stage.open({ html: ASKING });
  await room.standStill();
  room.page.once('dialog', (dialog) => void dialog[answer]());
  await room.openWindow('step');
  await room.page.getByRole('button', { name: 'Next', exact: true }).click();
  return room;
}

describe('a dialog of the browser', () => {
  it.each(['accept', 'dismiss'] as const)('is told before it is answered, and its answer sends nothing: %s', async (answer) => {
    const room = await asked(answer);
    await soon(async () => (await room.sent('report')).some(({ report }) => report.unlisted.some(isOfBrowser))).toBe(true);
    await room.frame();
    expect(room.posts).toEqual([]);
  });

  it('says its words to be sealed, and to nobody else', async () => {
    const room = await asked('dismiss');
    await soon(() => room.sent('unlisted')).toEqual([{ type: 'unlisted', role: 'confirm', text: 'Restore region-7 too?' }]);
    expect(JSON.stringify(await room.sent('report'))).not.toContain('region-7');
  });

  it('is of now for a while, and then of the past', async () => {
    const room = await asked('dismiss');
    expect((await room.look()).unlisted).toEqual([{ role: 'browser-dialog', count: 1 }]);
    await room.passMs(4_000);
    expect((await room.look()).unlisted).toEqual([]);
  });

  it('cannot be made up by the page', async () => {
    const room = await stage.open({ html: ASKING });
    await room.page.evaluate(() => {
      for (const name of ['countersign-dialogs-hello', 'countersign-dialogs-ask', 'confirm']) {
        window.dispatchEvent(new MouseEvent(name, { relatedTarget: document.createElement('i') }));
        window.dispatchEvent(new CustomEvent(name, { detail: 'made up' }));
      }
    });
    await room.frame();
    expect((await room.look()).unlisted).toEqual([]);
    expect(await room.sent('unlisted')).toEqual([]);
  });
});

describe('a dialog in the page that no profile lists', () => {
  const SPEAKING = consolePage({
    title: 'Tenant verification',
    fields: TENANT_FIELDS,
    beside: '<div role="dialog">Moved to region-7</div>',
  });

  it('says its words once, to be sealed', async () => {
    const room = await stage.open({ html: SPEAKING, brief: null });
    await room.brief();
    await room.page.getByLabel('Tenant ID').pressSequentially('tnt');
    await room.frame();
    expect(await room.sent('unlisted')).toEqual([{ type: 'unlisted', role: 'dialog', text: 'Moved to region-7' }]);
    expect(JSON.stringify(await room.sent('report'))).not.toContain('region-7');
  });

  it('says nothing as long as nobody executes anything here', async () => {
    const room = await stage.open({ html: SPEAKING, brief: null });
    await room.brief({ execution: null });
    await room.frame();
    expect(await room.sent('unlisted')).toEqual([]);
  });
});

function isOfBrowser({ role }: Readonly<{ role: string }>): boolean {
  return role === 'browser-dialog';
}
