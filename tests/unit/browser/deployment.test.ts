import { beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => ({ local: {} as Record<string, unknown>, managed: async (): Promise<Record<string, unknown>> => ({}) }));

vi.mock('../../../lib/browser/api.ts', () => ({
  browser: { storage: { local: { get: async () => fake.local }, managed: { get: async () => fake.managed() } } },
}));

const { DeploymentUnusable, readDeployment } = await import('../../../lib/browser/deployment.ts');

const at = { baseUrl: 'https://case.example' };
const OWN = {
  format: 1,
  name: 'Own',
  systems: { case: at, tenant: at, incident: at, iam: at, identity: at, evidence: at },
  signIn: { token: true },
};

beforeEach(() => {
  fake.local = { deployment: OWN };
  fake.managed = async () => ({});
});

it('what a person brought counts in a browser without a policy: Chromium gives nothing, Firefox says that there is no manifest', async () => {
  expect(await readDeployment()).toMatchObject({ isManaged: false, deployment: { name: 'Own' } });
  fake.managed = async () => Promise.reject(new Error('Managed storage manifest not found'));
  expect(await readDeployment()).toMatchObject({ isManaged: false, deployment: { name: 'Own' } });
});

it('a policy that cannot be read is no browser without one', async () => {
  fake.managed = async () => Promise.reject(new Error('An unexpected error occurred'));
  await expect(readDeployment()).rejects.toThrow(DeploymentUnusable);
});
