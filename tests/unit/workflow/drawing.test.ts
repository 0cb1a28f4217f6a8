import { describe, expect, it } from 'vitest';
import { picturePath } from '../../../lib/core/evidence/bundle-names.ts';
import { capturesIn } from '../../../lib/core/evidence/captures.ts';
import { verifyZip } from '../../../lib/core/evidence/verify.ts';
import { boot } from '../../../lib/workflow/booting.ts';
import { bundleOf } from '../../../lib/workflow/closing.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { grantedStage, stage } from './stage.ts';

type Stage = ReturnType<typeof stage>;

/** What the journal says of each capture: its moment, and whether its picture is there. */
async function drawn(at: Stage): Promise<readonly string[]> {
  return capturesIn(await at.entries()).map(({ body }) => `${body.moment}: ${body.picture === null ? body.because : 'drawn'}`);
}

describe('the picture of a capture', () => {
  it('is drawn at once while the form is filled, after its record was kept', async () => {
    const at = stage();
    await at.open();
    await at.fill();
    await at.fake.advance(0);
    expect(await drawn(at)).toEqual(['checkpoint: drawn']);
    const kinds = (await at.entries()).map(({ kind }) => kind);
    expect(kinds.indexOf('pictured')).toBeGreaterThan(kinds.indexOf('capture'));
    at.end();
  });

  it('waits from the recheck to the outcome: a drawing document that is open then could take the rules along', async () => {
    const at = await grantedStage();
    await at.fake.advance(0);
    expect(at.run().state.phase).toBe('confirming');
    expect(await drawn(at)).toEqual(['checkpoint: drawn', 'press: null']);
    await at.show(at.fake.page.report ?? fail());
    await at.fake.advance(20_000);
    expect(at.run().state.phase).toBe('confirmed');
    expect(await drawn(at)).toEqual(['checkpoint: drawn', 'press: drawn', 'confirmation: drawn']);
    at.end();
  });

  it('is drawn before the end when the worker died in between, and the bundle is whole', async () => {
    const disk = emptyDisk();
    const before = await grantedStage(disk);
    const { execution } = before.run();
    before.end();
    const at = stage(disk, before);
    await boot(at.context);
    await at.fake.advance(300_000);
    expect(at.run().execution).toBe(execution);
    expect(await drawn(at)).not.toContain('press: null');
    for (const { body } of capturesIn(await at.entries())) {
      const picture = await at.fake.device.journal.file(execution, picturePath(body.record));
      expect(picture === null).toBe(body.picture === null);
    }
    const bundle = await bundleOf(at.context, execution);
    const verdict = await verifyZip(bundle?.bytes ?? new Uint8Array(), at.fake.device.verifyTools, null);
    expect(verdict.checks.find(({ id }) => id === 'captures')).toMatchObject({ state: 'good' });
    at.end();
  });
});

function fail(): never {
  throw new Error('the console shows nothing');
}
