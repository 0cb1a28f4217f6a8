import { readStrictJson } from '../core/evidence/strict-json.ts';
import { type Deployment, parseDeployment } from '../wire/deployment.ts';
import { browser } from './api.ts';

/** Under which policy and this browser's own storage keep the deployment document. */
export const DEPLOYMENT_KEY = 'deployment';
const RANGE_FILE = 'deployments/range.json';

/** A deployment with where it came from. What policy says is the only one in a fleet. */
export type KnownDeployment = Readonly<{ deployment: Deployment; isManaged: boolean }>;

export async function readDeployment(): Promise<KnownDeployment | null> {
  const managed = parseDeployment(await managedValue());
  if (managed.isParsed) return { deployment: managed.value, isManaged: true };
  const kept = await browser.storage.local.get(DEPLOYMENT_KEY);
  const own = parseDeployment(kept[DEPLOYMENT_KEY]);
  return own.isParsed ? { deployment: own.value, isManaged: false } : null;
}

export async function keepDeployment(deployment: Deployment): Promise<void> {
  await browser.storage.local.set({ [DEPLOYMENT_KEY]: deployment });
}

/** The practice range, as it ships with the extension. */
export async function rangeDeployment(): Promise<Deployment> {
  const parsed = parseDeployment(await shipped(RANGE_FILE));
  if (!parsed.isParsed) throw new Error(`the shipped range deployment is broken at ${parsed.where}`);
  return parsed.value;
}

/** The document that policy gives as JSON text. A browser without a policy has none, or refuses to answer; both are "none". */
async function managedValue(): Promise<unknown> {
  try {
    const text = (await browser.storage.managed.get(DEPLOYMENT_KEY))[DEPLOYMENT_KEY];
    return typeof text === 'string' ? readStrictJson(text)?.value : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** A JSON file that ships with the extension. */
export async function shipped(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  const value: unknown = await response.json();
  return value;
}
