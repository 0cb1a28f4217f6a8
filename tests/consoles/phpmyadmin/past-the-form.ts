import type { Page } from '@playwright/test';
import { type GrantRow, type Seen, seenTo } from '../console.ts';

/** What the page itself could send to: the form's own address, and others that the gate leaves open or that lead to the same. */
const ADDRESSES = [
  'index.php?route=/table/replace',
  'index.php?route=/navigation&ajax_request=1&route=/table/replace',
  'index.php?route=/lint&route=/table/replace',
  'index.php?route=%2Ftable%2Freplace',
  'index.php/?route=/table/replace',
  'index.php',
];
const URLENCODED = 'application/x-www-form-urlencoded';
const SEND_TIMEOUT_MS = 10_000;

/** A script of the page sends a row of its own, wherever that could lead to: none arrives. Sent beside the browser, the same one does. */
export async function pastTheForm(page: Page, address: string, rows: () => Promise<readonly GrantRow[]>): Promise<readonly Seen[]> {
  await page.goto(address);
  await page.locator('#insertForm').waitFor();
  const before = (await rows()).length;
  const body = await page.locator('#insertForm').evaluate(rowOf);
  const tried: string[] = [];
  for (const to of ADDRESSES) {
    const became = await page.evaluate(send, { to, body });
    if (became !== 'stopped') tried.push(`${to}: ${became}`);
  }
  const after = (await rows()).length;
  await sendBeside(page, body);
  const beside = (await rows()).length;
  return [
    seenTo('a script of the page sends a row: it is stopped at each address', tried.length === 0, tried.join(', ')),
    seenTo('a script of the page sends a row: nothing new is in the console’s database', after === before, `${after - before} rows`),
    seenTo('the same row, sent beside the guarded browser, is taken', beside === after + 1, `${beside - after} rows`),
  ];
}

/** With the cookies of the browser, and not out of it. */
async function sendBeside(page: Page, body: string): Promise<void> {
  const url = new URL(page.url());
  url.hostname = '127.0.0.1';
  const cookies = await page.context().cookies(page.url());
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { 'content-type': URLENCODED, cookie };
  await fetch(new URL('index.php?route=/table/replace', url), {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  });
}

/** Runs in the page: what its form would send, with a tenant that nobody approved. */
function rowOf(form: Element): string {
  if (!(form instanceof HTMLFormElement)) return '';
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  const tenant = form.querySelector('#field_2_3')?.getAttribute('name') ?? '';
  body.set(tenant, 'tnt_9ZZZ99');
  body.set('route', '/table/replace');
  return body.toString();
}

/** Runs in the page. */
function send({ to, body }: Readonly<{ to: string; body: string }>): Promise<string> {
  return fetch(to, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }).then(
    (answer) => String(answer.status),
    () => 'stopped',
  );
}
