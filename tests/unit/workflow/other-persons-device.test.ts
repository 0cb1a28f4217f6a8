import { describe, expect, it } from 'vitest';
import { signAddendum } from '../../../lib/workflow/addenda.ts';
import { popupView } from '../../../lib/workflow/popup.ts';
import { emptyDisk } from '../../fakes/device.ts';
import { grantedStage, stage } from './stage.ts';

/** Whoever is signed in sits at a browser that was enrolled as the device of another. */
function atDeviceOf(person: string, at: ReturnType<typeof stage>) {
  const { device } = at.context.ports;
  const { enrolled } = device;
  Object.assign(device, {
    enrolled: async () => {
      const own = await enrolled();
      return own === null ? null : { ...own, id: at.enrolment.devices.find((one) => one.person === person)?.id ?? '', person };
    },
  });
}

describe("a browser that is somebody else's device", () => {
  it('reserves nothing, and says what to do', async () => {
    const at = stage();
    atDeviceOf('lead-02', at);
    await at.open();
    expect(at.run().state).toMatchObject({ claim: null, phase: 'idle' });
    expect(at.run().state.checkHolds).toMatchObject([
      { code: 'guard-not-intact', details: { detail: expect.stringMatching(/somebody else.*browser profile of your own/) } },
    ]);
    expect(at.cases.trouble.calls.get('claim')).toBeUndefined();
    at.end();
  });

  it('shows who is signed in, and not whose device it is', async () => {
    const at = stage();
    atDeviceOf('lead-02', at);
    const { health } = await popupView(at.context, 'in');
    const name = at.given.case.people.find(({ id }) => id === 'lead-01')?.name;
    expect(health.find(({ label }) => label === 'You')?.value).toBe(name);
    at.cases.trouble.set('me', 'down');
    expect((await popupView(at.context, 'in')).health.find(({ label }) => label === 'You')).toMatchObject({ state: 'unknown' });
    at.end();
  });

  it('says of a case that is theirs on another device that it is theirs', async () => {
    const first = stage();
    await first.open();
    const at = stage(emptyDisk(), first);
    atDeviceOf('lead-02', at);
    const { body } = await popupView(at.context, 'in');
    expect(body).toMatchObject({ is: 'ready', requests: [{ blocked: expect.stringContaining('You are executing this case') }] });
    first.end();
    at.end();
  });

  it('signs nothing for whoever is signed in', async () => {
    const at = await grantedStage();
    await at.fake.advance(20_000);
    const { execution } = at.run();
    atDeviceOf('lead-02', at);
    expect(await signAddendum(at.context, execution, { is: 'correction', finding: 'other' })).toBe(false);
    at.end();
  });
});
