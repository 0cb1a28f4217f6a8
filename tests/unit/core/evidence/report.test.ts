import { describe, expect, test } from 'vitest';
import { PACKET } from '../../../fakes/packet.ts';
import { escapesOf } from './report-reading.ts';
import { sampleBundle, sampleJournal } from './sample-bundle.ts';

import { abandoned, confirmed, type Happened, opened, unknown } from './sample-journal.ts';

async function reportOf(happened: readonly Happened[]): Promise<string> {
  return new TextDecoder().decode((await sampleBundle(happened)).files.get('report.html'));
}
const withFacts = (facts: Readonly<Record<string, unknown>>): readonly Happened[] =>
  confirmed.map((one) =>
    one === opened ? { kind: 'opened', body: { ...opened.body, facts: { ...Object(opened.body.facts), ...facts } } } : one,
  );
const words = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the report', () => {
  test('has no script and asks for nothing', async () => {
    const html = await reportOf(confirmed);
    expect(html).not.toMatch(/<script|<link|<iframe|<object|<embed|<form|<base|javascript:|\son[a-z]+=/i);
    const asked = [...html.matchAll(/(?:src|href|action|poster|srcset)\s*=\s*["']?([^"'\s>]*)/gi)].map(([, place]) => place ?? '');
    expect(asked.filter((place) => !place.startsWith('data:image/png;base64,'))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|https?:/i);
    expect(html).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"");
  });

  test('never holds a value that evidence masks', async () => {
    const html = await reportOf(confirmed);
    expect(html).not.toContain(PACKET.administrator.email);
    expect(html).not.toContain(PACKET.administrator.objectId);
    expect(words(html)).toContain('masked: e-mail');
    expect(words(html)).toContain('masked: account id');
  });

  test('shows what was approved, what it was at each step, and by whom it was unlocked', async () => {
    const text = words(await reportOf(confirmed));
    for (const part of [
      'Confirmed',
      'tnt_7Q2K94',
      'tenant.admin.restore',
      'INC-20931',
      'BG-77120',
      'APR-301',
      'Security duty lead',
      'in force',
      '2026-11-23 07:00 UTC',
      'one-shot: a second submit is stopped',
      '5 different people',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('what the report claims', () => {
  test('says "once, as approved" only when console, request and IAM agree', async () => {
    expect(words(await reportOf(confirmed))).toContain('as approved');
    const differs = confirmed.map((one) => (one.kind === 'read-back' ? { kind: 'read-back', body: { grants: 2, isEqual: false } } : one));
    expect(words(await reportOf(differs))).not.toContain('as approved: this tenant');
    expect(words(await reportOf(differs))).toContain('does not all agree');
  });

  test('names what is missing', async () => {
    const text = words(await reportOf(confirmed.filter((one) => one.kind !== 'read-back')));
    expect(text).toContain('Not complete');
    expect(text).toContain('IAM after, missing');
  });

  test('of an unknown outcome says that nobody may send it again', async () => {
    expect(words(await reportOf(unknown))).toContain('Nobody may send it again');
  });

  test('of an abandoned execution says why it stopped and how it was left', async () => {
    const text = words(await reportOf(abandoned));
    expect(text).toContain('Halted');
    expect(text).toContain('Administrator e-mail masked: e-mail – – –');
    expect(text).toContain('draft saved');
    expect(text).toContain('nothing is left pending');
  });

  test.each(['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "' onload='x", '&lt;b&gt;', '</style><b>'])(
    'shows %j as text',
    async (name) => {
      const html = await reportOf(withFacts({ tenant: { id: 'tnt_7Q2K94', name }, requestedBy: name, caseId: name }));
      expect(html).not.toContain(name);
      expect(escapesOf(html)).toContain(name);
    },
  );

  test('is the same for the same journal', async () => {
    const written = await sampleJournal(confirmed);
    const [one, again] = await Promise.all([sampleBundle(confirmed, written), sampleBundle(confirmed, written)]);
    expect(one.files.get('report.html')).toEqual(again.files.get('report.html'));
  });
});
