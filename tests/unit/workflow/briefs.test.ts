import { describe, expect, it } from 'vitest';
import { briefFor } from '../../../lib/workflow/briefs.ts';
import { requestLeft } from '../../../lib/workflow/confirming.ts';
import { commitRequest, smallProfile } from './small-console.ts';
import { armedStage, openedBeside, stage } from './stage.ts';

describe('what a console tab without an execution is told', () => {
  it('is nothing more than that, where nothing was begun', () => {
    expect(briefFor(stage().context, 8, smallProfile)).toMatchObject({ execution: null, elsewhere: null, mayStep: false, armed: null });
  });

  it('is that another tab has it', async () => {
    const at = stage();
    await at.open();
    expect(briefFor(at.context, 8, smallProfile)).toMatchObject({
      execution: null,
      elsewhere: { why: 'CASE-1042 is being executed in another tab.', isSent: false },
      mayStep: false,
      approved: {},
    });
  });

  it('is that the commit was sent from it, where it left from a new one', async () => {
    const at = await armedStage();
    openedBeside(at.run(), [7]);
    await requestLeft(at.context, { ...commitRequest(at.packet), tabId: 9 });
    expect(briefFor(at.context, 9, smallProfile).execution).not.toBeNull();
    const why = 'CASE-1042 was sent from here, and is answered in the tab that it opened.';
    expect(briefFor(at.context, 7, smallProfile)).toMatchObject({ execution: null, elsewhere: { why, isSent: true }, armed: null });
    expect(briefFor(at.context, 8, smallProfile)).toMatchObject({
      execution: null,
      elsewhere: { why: 'CASE-1042 is being executed in another tab.', isSent: true },
    });
  });

  it('is that something left, also where the tab that it left from is gone, and as long as nobody knows what became of it', async () => {
    const at = await armedStage();
    await requestLeft(at.context, commitRequest(at.packet));
    await at.run().dispatch({ type: 'tab-lost', tabId: 7 });
    expect(at.run().state).toMatchObject({ phase: 'committing', tabId: null });
    expect(briefFor(at.context, 8, smallProfile).elsewhere).toEqual({
      why: 'CASE-1042 may have been sent from another tab, and is not answered yet.',
      isSent: true,
    });
    at.run().state = { ...at.run().state, phase: 'unknown' };
    expect(briefFor(at.context, 8, smallProfile).elsewhere).toEqual({
      why: 'It is not known what became of CASE-1042.',
      isSent: true,
    });
  });

  it('is that the preflight is red, and nothing of what it found', async () => {
    const at = stage();
    at.cases.change('CASE-1042', (record) => ({ ...record, approvals: {} }));
    await at.open();
    expect(at.run().state.phase).toBe('idle');
    expect(briefFor(at.context, 7, smallProfile)).toMatchObject({
      execution: null,
      elsewhere: { why: 'No approved request is being executed here. CASE-1042 is not ready to enter; the popup says why.', isSent: false },
      mayStep: false,
      approved: {},
    });
  });
});
