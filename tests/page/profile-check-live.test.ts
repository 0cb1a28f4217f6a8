import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../lib/cli/main.ts';
import { CONSOLE_ORIGIN, checked, checking, profileText } from './checking.ts';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';

const { folder, write } = checking();
const TENANT = consolePage({ title: 'Tenant verification', fields: TENANT_FIELDS });
const [TENANT_ROW = ''] = TENANT_FIELDS.split(/(?=<p>)/);

/** Puts the tenant's field into a closed part of the page, as the page's own script does. */
const CLOSED = `<script>
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const row = document.getElementById('f-tenant_id').parentNode;
  row.replaceWith(host);
  root.append(row);
</script>`;

/** A page that has its own idea of the DOM, in its own world. */
const OWN_DOM = `<script>
  for (const kind of [Document, Element, DocumentFragment]) kind.prototype.querySelectorAll = () => [];
  JSON.stringify = () => 'null';
  window.Map = class {};
  window.Node = class {};
</script>`;

const DRAWN_LATE = `<!doctype html><html lang="en"><script>
  setTimeout(() => { document.documentElement.innerHTML = ${JSON.stringify(TENANT)}; }, 700);
</script></html>`;

const PAGES: Readonly<Record<string, string>> = {
  '/restore/new': TENANT,
  '/restore/closed': TENANT.replace('</body>', `${CLOSED}</body>`),
  '/restore/own-dom': TENANT.replace('</head>', `${OWN_DOM}</head>`),
  '/restore/late': DRAWN_LATE,
  '/restore/goes-on': '<!doctype html><script>location.replace("/restore/new")</script>',
  '/restore/framed': TENANT.replace(TENANT_ROW, '<iframe src="/restore/frame" title="more"></iframe>'),
  '/restore/frame': `<!doctype html><html lang="en"><form>${TENANT_ROW}</form>${CLOSED}</html>`,
  '/signin': consolePage({ title: 'Sign in' }),
};

/** Serves the console; its inner page only to a browser that has signed in. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://console');
  const isInner = pathname === '/restore/inner';
  const page = isInner ? (String(request.headers.cookie).includes('signed-in=yes') ? TENANT : PAGES['/signin']) : PAGES[pathname];
  const headers = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': pathname === '/signin' ? 'signed-in=yes; Max-Age=3600' : [] };
  response.writeHead(page === undefined ? 404 : 200, headers).end(page);
});

let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the console is not served');
  origin = `http://localhost:${address.port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The profile of the console that is served here, with the rest of it as `change` says. */
function profileHere(name: string, change: (profile: Record<string, unknown>) => void = () => undefined): string {
  return write(name, profileText(change).replaceAll(CONSOLE_ORIGIN, origin));
}

describe('a page at its address', () => {
  it('is looked at where it has come to rest, also late, or after it has sent the browser on', async () => {
    const addresses = ['/restore/new', '/restore/late', '/restore/goes-on'].map((path) => `${origin}${path}`);
    const { exitCode, pages } = await checked(profileHere('here.json'), ...addresses);
    expect(pages.map(({ page, screen, differences }) => [page, screen, differences])).toEqual(
      addresses.map((address) => [address, 'tenant', []]),
    );
    expect(exitCode).toBe(0);
  });

  it('is known by its path where the profile says so', async () => {
    const profile = profileHere('by-path.json', (one) => {
      const [first, ...others] = Array.isArray(one.screens) ? one.screens : [];
      one.screens = [{ ...first, recognise: { path: '/restore/new' } }, ...others];
    });
    const { pages } = await checked(profile, `${origin}/restore/new`);
    expect(pages[0]).toMatchObject({ screen: 'tenant', differences: [] });
  });

  it('that is none of the console’s differs in that', async () => {
    const elsewhere = origin.replace('localhost', '127.0.0.1');
    const { exitCode, pages } = await checked(profileHere('here.json'), `${elsewhere}/restore/new`);
    expect(pages[0]).toMatchObject({
      screen: 'tenant',
      differences: [`it came to rest at ${elsewhere}, and the console’s pages are at ${origin} (where.pageOrigins)`],
    });
    expect(exitCode).toBe(1);
  });

  it('that nobody serves ends the command with a word', async () => {
    const { exitCode, stderr } = await run(['profile', 'check', profileHere('here.json'), 'http://localhost:1/']);
    expect(stderr).toMatch(/^http:\/\/localhost:1\/ cannot be opened: /);
    expect(exitCode).toBe(2);
  });

  it('is read past what it makes of its own DOM', async () => {
    const { pages } = await checked(profileHere('here.json'), `${origin}/restore/own-dom`);
    expect(pages[0]).toMatchObject({ screen: 'tenant', differences: [] });
  });
});

describe('a closed part of a page', () => {
  it('is looked into, in a frame too, where the profile says that the control stands there', async () => {
    const profile = profileHere('closed.json', (one) => {
      const [first, ...others] = Array.isArray(one.screens) ? one.screens : [];
      const [field, ...fields] = first.fields;
      const inside = { ...field, locator: { ...field.locator, isInClosedRoot: true } };
      one.screens = [{ ...first, fields: [inside, ...fields] }, ...others];
    });
    const { exitCode, pages } = await checked(profile, `${origin}/restore/closed`, `${origin}/restore/framed`);
    expect(pages.map(({ screen, differences }) => ({ screen, differences }))).toEqual([
      { screen: 'tenant', differences: [] },
      { screen: 'tenant', differences: [] },
    ]);
    expect(exitCode).toBe(0);
  });

  it('hides nothing where it does not', async () => {
    const { exitCode, pages } = await checked(profileHere('here.json'), `${origin}/restore/closed`);
    expect(pages[0]?.screen).toBe('tenant');
    expect(pages[0]?.differences).toContainEqual(expect.stringMatching(/^tenant\.id: control-unreadable, /));
    expect(exitCode).toBe(1);
  });

  it('is drafted with the rest', async () => {
    const { stdout } = await run(['profile', 'draft', `${origin}/restore/closed`]);
    const [field] = JSON.parse(stdout).fields;
    expect(field).toMatchObject({ name: 'Tenant ID', locator: { isInClosedRoot: true } });
  });
});

describe('a console that wants a sign-in', () => {
  it('is looked at with the browser that has signed in, and shows its sign-in to another one', async () => {
    const profile = profileHere('here.json');
    const signedIn = join(folder, 'signed-in');
    const context = await chromium.launchPersistentContext(signedIn, {
      executablePath: process.env.COUNTERSIGN_BROWSER ?? '',
      args: ['--no-sandbox'],
    });
    await (await context.newPage()).goto(`${origin}/signin`);
    await context.close();
    const inner = `${origin}/restore/inner`;
    expect((await checked(profile, inner, '--signed-in', signedIn)).pages[0]).toMatchObject({ screen: 'tenant', differences: [] });
    const out = await checked(profile, inner);
    expect(out.pages[0]).toMatchObject({ place: 'elsewhere', differences: ['what stands there halts: The console asks to sign in.'] });
    expect(out.exitCode).toBe(1);
  });

  it('is not looked at with a folder that is not there: nobody has signed in there', async () => {
    const none = join(folder, 'none');
    const { exitCode, stderr } = await run(['profile', 'check', profileHere('here.json'), `${origin}/restore/inner`, '--signed-in', none]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `There is no folder ${none}: name the profile folder of a browser.\n` });
  });
});
