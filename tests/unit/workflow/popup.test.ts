import { describe, expect, it } from 'vitest';
import { popupView } from '../../../lib/workflow/popup.ts';
import { stage } from './stage.ts';

const healthOf = async (at: ReturnType<typeof stage>, signedIn: 'in' | 'out') => {
  const { health } = await popupView(at.context, signedIn);
  return Object.fromEntries(health.map(({ label, value, state }) => [label, `${value}, ${state}`]));
};

describe('the health of the popup', () => {
  it('is not in doubt about who is here before anything was begun', async () => {
    const at = stage();
    expect(await healthOf(at, 'in')).toMatchObject({ 'Case system': 'reachable, green', You: 'lead-01, green', Profile: '1 here, green' });
    at.end();
  });

  it('says that somebody is signed out, and does not claim what it has not read', async () => {
    const at = stage();
    expect(await healthOf(at, 'out')).toMatchObject({ 'Case system': 'not known yet, unknown', You: 'signed out, fix' });
    at.end();
  });
});

describe('a case system that does not take the sign-in any more', () => {
  it('is not told as one that does not answer: whoever it is can sign in again', async () => {
    const at = stage();
    at.cases.trouble.set('list', 'signed-out');
    expect(await popupView(at.context, 'in')).toMatchObject({ body: { is: 'signed-out' } });
    at.cases.trouble.set('list', 'down');
    expect(await popupView(at.context, 'in')).toMatchObject({ body: { is: 'attention', title: 'The case system does not answer' } });
    at.end();
  });
});
