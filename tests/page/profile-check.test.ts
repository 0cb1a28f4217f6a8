import { expect, it } from 'vitest';
import { run } from '../../lib/cli/main.ts';
import type { DraftField } from '../../lib/page/describe/draft-screen.ts';
import { checking, SHIPPED as PROFILE } from './checking.ts';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';

const { write: saved } = checking();

it('a saved page that fits its profile is good; one that changed is told, line by line; one that is none of its screens is not good', async () => {
  const title = 'Tenant verification';
  const fitting = saved('fitting.html', consolePage({ title, fields: TENANT_FIELDS }));
  const renamed = saved('renamed.html', consolePage({ title, fields: TENANT_FIELDS.replace('Tenant ID', 'Customer number') }));
  const other = saved('other.html', consolePage({ title: 'Somewhere else' }));
  const good = await run(['profile', 'check', PROFILE, fitting]);
  expect(good.stdout).toContain('Tenant verification: as the profile says');
  expect(good.exitCode).toBe(0);
  const changed = await run(['profile', 'check', PROFILE, fitting, renamed, other]);
  expect(changed.stdout).toContain('“Tenant ID” is gone, and “Customer number” is new');
  expect(changed.stdout).toContain('it is none of the pages that the profile describes');
  expect(changed.stdout).toMatch(/Not looked at: .*Review/);
  expect(changed.exitCode).toBe(1);
});

it('a saved page runs no script of its own', async () => {
  const script = '<script>document.querySelector("h1").textContent = "Somewhere else"</script>';
  const page = saved('script.html', consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS, beside: script }));
  expect((await run(['profile', 'check', PROFILE, page])).exitCode).toBe(0);
});

it('a page is drafted: each control with a locator that finds it alone, and what is found by none is said', async () => {
  const twins = '<p><label>Reason <input></label> <label>Reason <input></label></p>';
  const role =
    '<p><label for="role">Role</label><select id="role" name="role"><option value=""></option><option value="r1">Restore</option></select></p>';
  const { stdout } = await run([
    'profile',
    'draft',
    saved('draft.html', consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS + role + twins })),
  ]);
  const { recognise, fields, buttons, controls } = JSON.parse(stdout);
  expect(recognise).toEqual({ heading: { en: 'Tenant verification' } });
  expect(fields[0]).toEqual({
    name: 'Tenant ID',
    locator: { role: 'textbox', name: { en: 'Tenant ID' } },
    kind: 'text',
    options: [],
    labels: {},
  });
  expect(fields.find((one: { name: string }) => one.name === 'Role')).toMatchObject({
    kind: 'select',
    options: ['r1'],
    labels: { r1: { en: 'Restore' } },
  });
  const reasons = fields.filter((one: { name: string }) => one.name === 'Reason');
  expect(reasons.map((one: { locator: unknown }) => one.locator)).toEqual([null, null]);
  expect(buttons.map((one: { name: string }) => one.name)).toContain('Save draft');
  expect(controls).toHaveLength(fields.length + buttons.length);
});

it('a page without a heading is known by the form that most can be entered in, where that is marked and no other has as much', async () => {
  const form = (name: string, count: number) =>
    `<form name="${name}">${Array.from({ length: count }, (_, at) => `<label>${name} ${at} <input></label>`).join('')}</form>`;
  const drafted = async (...forms: readonly string[]) => {
    const { stdout } = await run([
      'profile',
      'draft',
      saved('forms.html', `<!doctype html><html lang="en"><title>Forms</title>${forms.join('')}</html>`),
    ]);
    const { recognise, fields } = JSON.parse(stdout);
    return { recognise, count: fields.length };
  };
  const css = 'form[name="row"]';
  expect(await drafted(form('search', 1), form('row', 3))).toEqual({ recognise: { locator: { css } }, count: 3 });
  expect(await drafted(form('search', 3), form('row', 3))).toEqual({ recognise: {}, count: 6 });
});

it('a long page is drafted whole: it is looked at when it has loaded to its end, and not before', async () => {
  const COUNT = 40;
  const fields = Array.from(
    { length: COUNT },
    (_, at) => `<p><label>Field ${at} <input></label></p>${`<!--${'x'.repeat(2_000_000)}-->`}${'<br>'.repeat(2_000)}`,
  ).join('');
  const page = saved('long.html', `<!doctype html><html lang="en"><title>Long</title><h1>Long</h1><form>${fields}</form></html>`);
  const { stdout } = await run(['profile', 'draft', page]);
  expect(JSON.parse(stdout).fields).toHaveLength(COUNT);
});

it('a page of thousands of controls is drafted within the time that a browser is given to answer', async () => {
  const COUNT = 6_000;
  const fields = Array.from({ length: COUNT }, (_, at) => `<p><label for="f${at}">Field ${at}</label> <input id="f${at}"></p>`).join('');
  const page = saved('many.html', `<!doctype html><html lang="en"><title>Many</title><h1>Many</h1><form>${fields}</form></html>`);
  const { stdout } = await run(['profile', 'draft', page]);
  const drafted: readonly DraftField[] = JSON.parse(stdout).fields;
  expect(drafted).toHaveLength(COUNT);
  expect(drafted.filter(({ name, locator }) => locator?.name?.en !== name)).toEqual([]);
});
