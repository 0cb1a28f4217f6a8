import { describe, expect, it } from 'vitest';
import { briefFor } from '../../../lib/workflow/briefs.ts';
import { smallProfile } from './small-console.ts';
import { stage } from './stage.ts';

describe('what a console tab without an execution is told', () => {
  it('is nothing more than that, where nothing was begun', () => {
    expect(briefFor(stage().context, 8, smallProfile)).toMatchObject({ execution: null, elsewhere: null, mayStep: false, armed: null });
  });

  it('is that another tab has it', async () => {
    const at = stage();
    await at.open();
    expect(briefFor(at.context, 8, smallProfile)).toMatchObject({
      execution: null,
      elsewhere: 'CASE-1042 is being executed in another tab.',
      mayStep: false,
      approved: {},
    });
  });

  it('is that the preflight is red, and nothing of what it found', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, approvals: {} }));
    await at.open();
    expect(at.run().state.phase).toBe('idle');
    expect(briefFor(at.context, 7, smallProfile)).toMatchObject({
      execution: null,
      elsewhere: 'No approved request is being executed here. CASE-1042 is not ready to enter; the popup says why.',
      mayStep: false,
      approved: {},
    });
  });
});
