import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  COMMIT_BUTTONS,
  consolePage,
  END_FIELD,
  type PageParts,
  reviewPage,
  SCOPE_FIELDS,
  TENANT_FIELDS,
} from './fixtures/console-page.ts';
import { openStage, type Stage } from './harness.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const scope = (change: (fields: string) => string, more: Partial<PageParts> = {}): string =>
  consolePage({ title: 'Temporary privilege scope', fields: change(SCOPE_FIELDS), ...more });
const lookAt = async (html: string) => (await stage.open({ html })).look();

const same = (fields: string) => fields;
const plus = (more: string) => (fields: string) => fields + more;

describe('no drift is', () => {
  it.each<[string, string]>([
    ['the screen as its author saw it', scope(same)],
    ['another look', scope((fields) => fields.replaceAll('<div>', '<div class="nx-row" style="color:red;float:left">'))],
    ['another order', scope((fields) => fields.replace(/(<fieldset.*<\/fieldset>)\s*(<p>.*<\/p>)/s, '$2$1'))],
    ['new text', scope(plus('<p>Choose no more than was approved. <a href="/help">Help</a></p>'))],
    ['a new button', scope(plus('<button type="button">Explain</button>'))],
    ['a new optional text field', scope(plus('<label>Ticket colour <input name="note"></label>'))],
    [
      'a control outside the form region',
      scope(same, { beside: '<label>Search <input type="search"></label><select aria-label="Theme"><option>dark</select>' }),
    ],
    ['a choice that this tenant does not have', scope((fields) => fields.replace(/<div><input[^>]*all-tenants.*?<\/div>/, ''))],
    ['a commit button on the last screen instead of the way on', consolePage({ title: 'Review', buttons: COMMIT_BUTTONS })],
  ])('%s', async (_, html) => {
    const report = await lookAt(html);
    expect(report.drift).toEqual([]);
    expect(report.lookalikes).toEqual([]);
  });
});

describe('drift is', () => {
  it.each<[string, string, string]>([
    [
      'a renamed label',
      scope((fields) => fields.replace('>Include child tenants<', '>Include sub-tenants<')),
      '“Include child tenants” is gone, and “Include sub-tenants” is new',
    ],
    [
      'a new list that is named by nothing but what was chosen in it',
      scope(plus('<span role="combobox" aria-labelledby="chosen"><span id="chosen">all-tenants</span></span>')),
      'a combobox without a name is new and may change what is granted',
    ],
    ['a control that is gone', scope((fields) => fields.replace(/<p>.*<\/p>/, '')), '“Include child tenants” is gone'],
    [
      'a new required text field',
      scope(plus('<label>Business justification <input name="note" required></label>')),
      '“Business justification” is new and required',
    ],
    [
      'a new list',
      scope(plus('<label>Extended rights <select name="note"><option>None</select></label>')),
      '“Extended rights” is new and may change what is granted',
    ],
    [
      'a new switch, hidden',
      scope(plus('<div hidden><div role="switch" aria-checked="true" aria-label="Everything"></div></div>')),
      '“Everything” is new and may change what is granted',
    ],
    [
      'a new text field that speaks of what the packet speaks of',
      scope(plus('<label>Further tenants <input name="note"></label>')),
      '“Further tenants” is new and may change what is granted',
    ],
    [
      'a new text field that holds something already',
      scope(plus('<label>Code <input name="note" value="x"></label>')),
      '“Code” is new and already holds a value',
    ],
    [
      'a new privilege',
      scope((fields) =>
        fields.replace('</fieldset>', '<label><input type="checkbox" name="scope[]" value="billing">billing</label></fieldset>'),
      ),
      '“Privileges” offers “billing”, which the profile does not know',
    ],
    [
      'another kind of control',
      scope((fields) =>
        fields.replace(
          '<input type="checkbox" id="children" name="include_children" value="on">',
          '<input type="radio" id="children" name="include_children" value="on">',
        ),
      ),
      '“Include child tenants” was a checkbox and is a radio now',
    ],
    [
      'a hidden value under a name that nothing sends',
      scope(plus('<input type="hidden" name="scope_override" value="all">')),
      'a hidden value is new',
    ],
    ['a form that is gone', '<h1>Temporary privilege scope</h1>', 'the form is gone'],
  ])('%s', async (_, html, difference) => {
    expect((await lookAt(html)).drift).toContain(difference);
  });

  it('a field that moved to another screen, on both', async () => {
    const email = /<p><label for="f-administrator_email">.*?<\/p>/.exec(TENANT_FIELDS)?.[0] ?? '';
    const left = await lookAt(consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS.replace(email, '') }));
    expect(left.drift).toEqual(['“Administrator e-mail” is gone']);
    const incident = '<label>Incident ID <input name="incident" required></label>';
    const arrived = await lookAt(consolePage({ title: 'Incident reference', fields: incident + email }));
    expect(arrived.drift).toEqual(['“Administrator e-mail” is new and required']);
  });

  it('not what a reading says already: a missing, dead or replaced end of access, and a field that is there twice', async () => {
    const missing = await lookAt(consolePage({ title: 'Expiration' }));
    const dead = await lookAt(consolePage({ title: 'Expiration', fields: END_FIELD.replace('required', 'disabled') }));
    const list = await lookAt(
      consolePage({ title: 'Expiration', fields: '<label>Access ends <select name="expires_at"><option>No expiry</select></label>' }),
    );
    for (const report of [missing, dead, list]) {
      expect(report.readings[0]?.look).toMatchObject({ isReadable: false, reason: { code: 'expiry-control-missing' } });
      expect(report.drift).toEqual([]);
    }
    const twice = await lookAt(consolePage({ title: 'Expiration', fields: END_FIELD + END_FIELD.replaceAll('"ends"', '"ends2"') }));
    expect(twice.readings[0]?.look).toMatchObject({ reason: { code: 'locator-ambiguous' } });
    expect(twice.drift).toEqual([]);
    const framed = '<iframe src="http://other.example/" title="Access ends"></iframe>';
    const away = await lookAt(consolePage({ title: 'Expiration', fields: framed }));
    expect(away.readings[0]?.look).toMatchObject({ reason: { code: 'control-unreadable' } });
    expect(away.drift).toEqual([]);
  });
});

describe('a look-alike is', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a second button that fits',
      reviewPage({ buttons: `${COMMIT_BUTTONS}<button>Submit restoration</button>` }),
      ['“Submit restoration”'],
    ],
    [
      'a button that nearly fits',
      reviewPage({ buttons: `${COMMIT_BUTTONS}<button>Submit restorations</button>` }),
      ['“Submit restoration”'],
    ],
    [
      'a button with the same verb in the form, whoever it names',
      reviewPage({ buttons: `${COMMIT_BUTTONS}<a href="/x" role="button">Submit for jane.roe@customer.example</a>` }),
      ['“Submit restoration”'],
    ],
    [
      'a privilege that is drawn alike',
      scope((fields) =>
        fields.replace(
          '</fieldset>',
          '<label><input type="checkbox" name="scope[]" value="x">tenant.admin.r\u0435store</label></fieldset>',
        ),
      ),
      ['“tenant.admin.restore”'],
    ],
  ])('%s: it is told by what it takes after, and never by its own name', async (_, html, lookalikes) => {
    expect((await lookAt(html)).lookalikes).toEqual(lookalikes);
  });

  it.each<[string, string]>([
    ['the one button', reviewPage()],
    ['a hidden one', reviewPage({ buttons: `${COMMIT_BUTTONS}<button hidden>Submit restorations</button>` })],
    ['a button of another word', reviewPage({ buttons: `${COMMIT_BUTTONS}<button type="button">Print</button>` })],
    ['a button with the same verb far from the form', reviewPage({ beside: '<button>Submit feedback</button>' })],
  ])('not %s', async (_, html) => {
    expect((await lookAt(html)).lookalikes).toEqual([]);
  });
});

describe('what the console says beside the form', () => {
  const beside = (html: string) => lookAt(scope(same, { beside: html }));

  it.each([
    ['existing-session', '<p role="alert">An active emergency session for this tenant is open until 09:00.</p>'],
    ['bypass', '<div role="dialog" aria-labelledby="t"><h2 id="t">Override policy?</h2></div>'],
    ['scope-expansion', '<dialog open aria-labelledby="t"><h2 id="t">Also grant tenant.data.export?</h2></dialog>'],
  ])('is a danger that the profile knows: %s', async (kind, html) => {
    const report = await beside(html);
    expect(report.dangers.map((one) => one.kind)).toEqual([kind]);
    expect(report.unlisted).toEqual([]);
  });

  it('is a lost session', async () => {
    expect((await lookAt(consolePage({ title: 'Your session has ended' }))).dangers.map((one) => one.kind)).toEqual(['session-lost']);
  });

  it('is a notice that only warns', async () => {
    const report = await beside('<p role="status">Planned maintenance on Sunday.</p>');
    expect(report).toMatchObject({ notices: ['Planned maintenance is announced.'], dangers: [], unlisted: [] });
  });

  it.each<[string, string, readonly unknown[]]>([
    ['a dialog', '<div role="dialog">secret of Northwind</div>', [{ role: 'dialog', count: 1 }]],
    ['two alerts', '<p role="alert">one</p><p role="alert">two</p>', [{ role: 'alert', count: 2 }]],
    ['a native dialog', '<dialog open>x</dialog>', [{ role: 'dialog', count: 1 }]],
    ['an alert dialog', '<div role="alertdialog">x</div>', [{ role: 'alertdialog', count: 1 }]],
    [
      'a dialog in a shadow root',
      '<div><template shadowrootmode="open"><div role="dialog">x</div></template></div>',
      [{ role: 'dialog', count: 1 }],
    ],
  ])('and the profile does not know is told by its structure only: %s', async (_, html, unlisted) => {
    const report = await beside(html);
    expect(report.unlisted).toEqual(unlisted);
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('in the top layer counts as a dialog, whatever it calls itself', async () => {
    const room = await stage.open({ html: scope(same, { beside: '<dialog role="presentation" id="d">x</dialog>' }) });
    await room.page.locator('#d').evaluate((one: HTMLDialogElement) => one.showModal());
    expect((await room.look()).unlisted).toEqual([{ role: 'dialog', count: 1 }]);
  });

  it.each([
    ['an empty live region', '<p role="alert"></p>'],
    ['a hidden dialog', '<div role="dialog" hidden>x</div>'],
    ['a closed dialog', '<dialog>x</dialog>'],
  ])('is nothing as long as it is %s', async (_, html) => {
    expect((await beside(html)).unlisted).toEqual([]);
  });
});
