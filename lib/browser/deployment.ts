import { readStrictJson } from '../core/evidence/strict-json.ts';
import { type Deployment, parseDeployment } from '../wire/deployment.ts';
import { browser } from './api.ts';

/** Under which policy and this browser's own storage keep the deployment document. */
export const DEPLOYMENT_KEY = 'deployment';
const RANGE_FILE = 'deployments/range.json';

/** A deployment with where it came from. What policy says is the only one in a fleet. */
export type KnownDeployment = Readonly<{ deployment: Deployment; isManaged: boolean }>;

/**
 * Policy names a deployment, and it cannot be used. That is no browser without one: what a person brought must not count again, and
 * the consoles that policy closed must not come open, because of one misspelled word.
 */
export class DeploymentUnusable extends Error {
  override readonly name = 'DeploymentUnusable';
}

export async function readDeployment(): Promise<KnownDeployment | null> {
  const given = await managedValue();
  if (given !== undefined) {
    const managed = parseDeployment(typeof given === 'string' ? readStrictJson(given)?.value : given);
    if (!managed.isParsed) throw new DeploymentUnusable(`the one that policy gives is wrong at ${managed.where}`);
    return { deployment: managed.value, isManaged: true };
  }
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

/** In Firefox no policy is told as an error, which nothing but its words tells from one that cannot be read. */
const FIREFOX_HAS_NONE = 'Managed storage manifest not found';

/** What policy gives: the document as JSON text, or undefined where there is none. */
async function managedValue(): Promise<unknown> {
  try {
    return (await browser.storage.managed.get(DEPLOYMENT_KEY))[DEPLOYMENT_KEY];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.message === FIREFOX_HAS_NONE) return undefined;
    throw new DeploymentUnusable('the browser cannot read what policy gives');
  }
}

/** A JSON file that ships with the extension. */
export async function shipped(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  const value: unknown = await response.json();
  return value;
}
