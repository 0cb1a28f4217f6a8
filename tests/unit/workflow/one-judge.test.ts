import { describe, expect, it } from 'vitest';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { grantedStage, type stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

async function verdict(at: Stage) {
  const bundle = await bundleOf(at.context, at.run().execution);
  const read = bundle === null ? null : await verifyZip(bundle.bytes, at.fake.device.verifyTools, null);
  return read?.checks.filter(({ state }) => state === 'bad');
}

const readBack = async (at: Stage) => (await at.entries()).findLast(({ kind }) => kind === 'read-back')?.body;

describe('a confirmed outcome', () => {
  it('is in the evidence by what was judged, also where IAM does not answer a moment later', async () => {
    const at = await grantedStage();
    const { access } = (await at.context.ports.systems()) ?? {};
    const { grants } = access ?? {};
    let isConfirmable = false;
    Object.assign(access ?? {}, {
      grants: async (...given: Parameters<NonNullable<typeof grants>>) => {
        // It answers the look that is judged, and nothing after it.
        if (isConfirmable) return { isRead: false, reason: { code: 'iam-unknown' }, tookMs: 1 };
        isConfirmable = true;
        return grants?.(...given);
      },
    });
    await at.fake.advance(20_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed' });
    expect(await readBack(at)).toMatchObject({ grants: 1, isEqual: true });
    expect(await verdict(at)).toEqual([]);
    expect(at.escalation.raised).toEqual([]);
    at.end();
  });

  it('verifies where another claim’s grant to another administrator came at the same time', async () => {
    const at = await grantedStage();
    at.grant({ objectId: 'somebody-else', subject: 'admin-78', reference: null, idempotencyKey: 'claim-of-others' });
    await at.fake.advance(20_000);
    expect(at.run().state).toMatchObject({ phase: 'confirmed' });
    expect(await readBack(at)).toMatchObject({ grants: 2, isEqual: true });
    expect(await verdict(at)).toEqual([]);
    at.end();
  });

  it('is none where nobody can say by whose claim another administrator was granted access at the same time', async () => {
    const at = await grantedStage();
    at.grant({ objectId: 'somebody-else', subject: 'admin-78', reference: null });
    await at.fake.advance(20_000);
    expect(at.run().state).toMatchObject({ phase: 'unknown' });
    at.end();
  });
});
