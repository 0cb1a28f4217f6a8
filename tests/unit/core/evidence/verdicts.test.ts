import { describe, expect, test } from 'vitest';
import { verifyTools } from '../../../../lib/cli/verify-tools.ts';
import { type Verdict, verifyBundle } from '../../../../lib/core/evidence/verify.ts';
import { sampleBundle, trust } from './sample-bundle.ts';
import { assessed, beginning, confirmed, ending, filling, green, type Happened, halted, rejected } from './sample-journal.ts';

async function verdictOn(happened: readonly Happened[]): Promise<Verdict> {
  const { files, key } = await sampleBundle(happened);
  return verifyBundle(files, verifyTools, trust(key));
}
const bad = (verdict: Verdict) => verdict.checks.filter((one) => one.state === 'bad').map((one) => `${one.id}: ${one.says.join(' ')}`);
const changed = (happened: readonly Happened[], kind: string, body: Readonly<Record<string, unknown>>) =>
  happened.map((one) => (one.kind === kind ? { kind, body: { ...one.body, ...body } } : one));
function following(happened: readonly Happened[], kind: string, ...more: readonly Happened[]): readonly Happened[] {
  const at = happened.findLastIndex((one) => one.kind === kind) + 1;
  return [...happened.slice(0, at), ...more, ...happened.slice(at)];
}

describe('a bundle', () => {
  test('verifies where the page empties after a press that counted', async () => {
    const emptied = {
      kind: 'page-assessed',
      body: { assessment: { ...assessed, isComplete: false, holds: [{ code: 'field-empty', subject: 'tenant' }] } },
    };
    expect(bad(await verdictOn(following(confirmed, 'pressed', emptied)))).toEqual([]);
  });

  test.each(['console-strayed', 'step-seen'])('is bad where something left after a release that %s took back', async (kind) => {
    const verdict = await verdictOn(
      following(confirmed, 'consumed', { kind, body: { tabId: 7, screen: 'review', reasons: [{ code: 'body-differs' }] } }),
    );
    expect(bad(verdict).join()).toContain('releases');
  });

  test('is bad where a commit left, though one of an earlier browser session was stopped under the same request id', async () => {
    const before = [
      { kind: 'commit-seen', body: { requestId: '12', reasons: [] } },
      { kind: 'commit-stopped', body: { requestId: '12' } },
      { kind: 'restarted', body: {} },
      { kind: 'commit-seen', body: { requestId: '12', reasons: [{ code: 'commit-without-release' }] } },
    ];
    expect(bad(await verdictOn(following(halted, 'halt-asked', ...before))).join()).toContain('A request had left');
  });

  test('is bad where it says rejected and IAM showed the grant', async () => {
    expect(bad(await verdictOn(changed(rejected, 'read-back', { grants: 1, isEqual: true }))).join()).toContain('outcome');
  });

  test('is incomplete where the last halt has no capture, whatever was captured at an earlier one', async () => {
    const again = [
      { kind: 'resumed', body: { by: 'lead-01', note: 'sealed/x' } },
      { kind: 'halt-asked', body: { reason: { code: 'console-warning' }, by: 'lead-01' } },
    ];
    const at = halted.findLastIndex((one) => one.kind === 'capture') + 1;
    expect(bad(await verdictOn([...halted.slice(0, at), ...again, ...halted.slice(at)])).join()).toContain('Capture at the halt');
  });

  test('is complete where the console was gone before the last halt: there was nothing more to capture', async () => {
    const again = [
      { kind: 'restarted', body: {} },
      { kind: 'tab-lost', body: { tabId: 7 } },
      { kind: 'resumed', body: { by: 'lead-01', note: 'sealed/x' } },
      { kind: 'preflight-read', body: { result: { ...green, isGreen: false, reasons: [{ code: 'iam-unknown' }] } } },
    ];
    const at = halted.findLastIndex((one) => one.kind === 'capture') + 1;
    expect(bad(await verdictOn([...halted.slice(0, at), ...again, ...halted.slice(at)]))).toEqual([]);
  });

  test('verifies where a way out left something pending: that itself says why something may have left', async () => {
    const pending = [
      ...beginning,
      ...filling,
      { kind: 'exit-seen', body: { exit: 'draft', status: 303 } },
      { kind: 'capture', body: { screen: 'ends', moment: 'halt' } },
      { kind: 'exit-read', body: { exit: 'draft', isPending: true, reference: 'DR-12' } },
      { kind: 'escalated', body: { key: 'key-1' } },
      { kind: 'reconciled', body: { by: 'sec-01', found: 'nothing', note: 'in the case' } },
      ...ending('unknown'),
    ];
    expect(bad(await verdictOn(pending))).toEqual([]);
  });

  test('says the day of an approval in its report', async () => {
    const { files } = await sampleBundle(confirmed);
    expect(new TextDecoder().decode(files.get('report.html'))).toContain('<td>2026-11-23 02:41 UTC</td>');
  });
});
