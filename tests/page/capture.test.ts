import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareField } from '../../lib/core/compare/compare.ts';
import type { PageReport } from '../../lib/core/compare/page-report.ts';
import { canonical } from '../../lib/core/evidence/canonical.ts';
import { displayRecord } from '../../lib/core/evidence/display-record.ts';
import { fieldSpec } from '../../lib/core/profile/profile.ts';
import { PACKET } from '../fakes/packet.ts';
import { consolePage, TENANT_FIELDS } from './fixtures/console-page.ts';
import { type OpenOptions, openStage, type Stage } from './harness.ts';
import { approvedFor, readProfile } from './practice.ts';

const profile = readProfile('range-server');
const SETS = 20;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

/** Secrets of another value, length and number for each set. */
const secretsOf = (set: number): readonly string[] =>
  Array.from({ length: set + 1 }, (_, index) => `Hunter${set}x${index}-${'s3cr3t'.repeat(1 + ((set * 7 + index) % 11))}`);

/** A screen that was filled with them, and says them all around its form. */
function pageWith(secrets: readonly string[]): string {
  const [first = '', last = first] = [secrets[0], secrets.at(-1)];
  const fields = TENANT_FIELDS.replace('name="tenant_id" value=""', 'name="tenant_id" value="tnt_7Q2K94"')
    .replace('name="administrator_id" value=""', `name="administrator_id" value="${first}" title="${last}" data-secret="${last}"`)
    .replace('name="administrator_email" value=""', `name="administrator_email" value="${last}@northwind.example" placeholder="${first}"`);
  const around = secrets.map((one) => `<p title="${one}">${one} <a href="/admin/${one}">${one}</a></p><!-- ${one} -->`).join('');
  return consolePage({ title: 'Tenant verification', fields, beside: `<aside>${around}</aside>` });
}

function recordOf(report: PageReport): string {
  const verdicts = report.readings.map((reading) => {
    const spec = fieldSpec(profile, reading.field);
    if (spec === null) throw new Error(reading.field);
    return [spec.id, compareField({ spec, approved: approvedFor(profile)[spec.id] ?? '', reading }).verdict] as const;
  });
  const record = displayRecord(profile, report, {
    execution: 'cs-1',
    seq: 1,
    at: '2026-11-23T03:10:20.000Z',
    tenant: PACKET.tenant,
    caseId: 'CASE-1042',
    incident: PACKET.incident.id,
    packetVersion: PACKET.version,
    moment: 'checkpoint',
    profileDigest: '0'.repeat(64),
    verdicts: Object.fromEntries(verdicts),
  });
  return canonical(record);
}

/** The page's main part inside an open shadow root of its own. */
function inShadow(html: string): string {
  return html.replace('<main>', '<div><template shadowrootmode="open"><main>').replace('</main>', '</main></template></div>');
}

describe('a capture of a real page', () => {
  it.each([
    ['schematic', false],
    ['layout', true],
  ])('is the same byte for byte whatever the secrets on it are, however long, and however many: %s', async (mode, isPlaced) => {
    const records: string[] = [];
    for (let set = 0; set < SETS; set += 1) {
      const room = await stage.open({ html: pageWith(secretsOf(set)), brief: { isPlaced } });
      records.push(recordOf(await room.look()));
      await stage.clear();
    }
    expect(new Set(records).size).toBe(1);
    expect(records[0]).toContain('tnt_7Q2K94');
    expect(records[0]).toContain('masked');
    expect(records[0]).toContain(`"mode":"${mode}"`);
    expect(records[0]).not.toMatch(/hunter|s3cr3t/i);
  });

  it('differs as soon as something differs that may be shown', async () => {
    const room = await stage.open({ html: pageWith(secretsOf(1)) });
    const other = await stage.open({ html: pageWith(secretsOf(1)).replace('value="tnt_7Q2K94"', 'value="tnt_OTHER1"') });
    expect(recordOf(await room.look())).not.toBe(recordOf(await other.look()));
  });

  it.each<[string, (html: string) => Partial<OpenOptions>]>([
    [
      'whose policy lets no text become code, no style stand in it, and nothing be loaded',
      (html) => ({
        html,
        headers: {
          'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; form-action 'self'",
        },
      }),
    ],
    ['that is put in a sandbox', (html) => ({ html, headers: { 'content-security-policy': 'sandbox allow-forms allow-scripts' } })],
    [
      'whose style fades, clips, turns and reorders',
      (html) => ({
        html: html.replace(
          '</head>',
          `<style>@layer all { form { display: grid; grid-template-columns: subgrid; container-type: inline-size; direction: rtl }
            form > p { display: contents; order: -1 } main { content-visibility: auto; rotate: 3deg; filter: blur(2px); translate: 4000px }
            label::after { content: "Hunter1 " attr(for) } :root { color-scheme: dark; zoom: 1.7 } }</style></head>`,
        ),
      }),
    ],
    ['whose form stands in shadow roots', (html) => ({ html: inShadow(inShadow(html)) })],
    [
      'with two thousand other fields',
      (html) => ({ html: html.replace('</main>', `${'<p><input aria-label="Other" value="Hunter1x"></p>'.repeat(2_000)}</main>`) }),
    ],
  ])('is what it is on a plain page, on one %s', async (_, dressed) => {
    const html = pageWith(secretsOf(1));
    const plain = recordOf(await (await stage.open({ html })).look());
    const room = await stage.open({ html, ...dressed(html) });
    expect(recordOf(await room.look())).toBe(plain);
  });

  it('makes no request, changes nothing in the page, and runs none of its code', async () => {
    const { page, look } = await stage.open({ html: pageWith(secretsOf(3)) });
    await look();
    await page.evaluate(() => {
      const seen = { mutations: 0, runs: [] as string[] };
      Reflect.set(globalThis, 'seenOfCapture', seen);
      new MutationObserver((all) => {
        seen.mutations += all.length;
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      // In the browser the page's own properties are not seen from our world at all. Here both share one, so this asks for those
      // that a value could be read from; what a control is called and of which type it is, a library reads that computes names.
      const names = ['value', 'checked', 'selectedOptions', 'textContent', 'innerText', 'innerHTML', 'outerHTML'];
      for (const element of document.querySelectorAll('*')) {
        for (const name of names) {
          Object.defineProperty(element, name, {
            get: () => {
              seen.runs.push(name);
              return 'a lie';
            },
          });
        }
      }
      for (const kind of ['focus', 'blur', 'input', 'change', 'select', 'scroll', 'animationstart'])
        document.addEventListener(kind, () => seen.runs.push(kind), true);
    });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const report = await look();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
    expect(await page.evaluate(() => Reflect.get(globalThis, 'seenOfCapture'))).toEqual({ mutations: 0, runs: [] });
    expect(requests).toEqual([]);
    expect(recordOf(report)).toContain('tnt_7Q2K94');
  });
});
