import { browser } from '../../lib/browser/api.ts';
import { clock } from '../../lib/browser/clock.ts';
import { sha256Hex } from '../../lib/browser/digest.ts';
import { refresh, type SignInPlace, type SignInTools, signIn, signOut, type Tokens } from '../../lib/connectors/oidc/sign-in.ts';
import { type Reason, reason } from '../../lib/core/reason.ts';
import type { Deployment } from '../../lib/wire/deployment.ts';

const KEY = 'tokens';
/** Tokens are renewed this long before they end, so that no check starts with one that ends in the middle. */
const RENEW_BEFORE_MS = 60_000;
const DEADLINE_MS = 20_000;

/**
 * Who is signed in. Tokens are in session storage only: in memory, for this extension's own contexts, gone with the
 * browser. They go into one header of the deployment's systems and nowhere else.
 */
export async function accessToken(deployment: Deployment): Promise<string | null> {
  const tokens = await kept();
  if (tokens === null) return null;
  const isFresh = tokens.expiresAtMs === null || tokens.expiresAtMs - RENEW_BEFORE_MS > clock.nowMs();
  if (isFresh) return tokens.accessToken;
  const place = placeOf(deployment);
  if (place === null || tokens.refreshToken === null)
    return tokens.expiresAtMs !== null && tokens.expiresAtMs > clock.nowMs() ? tokens.accessToken : null;
  const renewed = await refresh(place, tools(), tokens, options());
  if (renewed.is === 'failed') return null;
  await keep(renewed.value);
  return renewed.value.accessToken;
}

export async function isSignedIn(deployment: Deployment): Promise<boolean> {
  return (await accessToken(deployment)) !== null;
}

/** Opens the provider's page in a window of the browser's own. Null when it worked. */
export async function startSignIn(deployment: Deployment): Promise<Reason | null> {
  const place = placeOf(deployment);
  if (place === null) return reason('sign-in-failed', { detail: 'this deployment signs in with a token' });
  const done = await signIn(place, tools(), options());
  if (done.is === 'failed') return done.reason;
  await keep(done.value);
  return null;
}

/** For systems that have nothing better than a token: a person pastes it once per browser session. */
export async function useToken(token: string): Promise<void> {
  await keep({ accessToken: token, refreshToken: null, expiresAtMs: null, subject: 'token' });
}

export async function endSession(deployment: Deployment): Promise<void> {
  const tokens = await kept();
  await browser.storage.session.remove(KEY);
  const place = placeOf(deployment);
  if (tokens !== null && place !== null) await signOut(place, tools(), tokens, options());
}

function placeOf(deployment: Deployment): SignInPlace | null {
  if (!('issuer' in deployment.signIn)) return null;
  return { ...deployment.signIn, redirectUri: browser.identity.getRedirectURL() };
}

function tools(): SignInTools {
  return {
    fetch: (...input) => fetch(...input),
    clock,
    authorize: (url) => browser.identity.launchWebAuthFlow({ url, interactive: true }),
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    digest: sha256Hex,
  };
}

function options(): Readonly<{ deadlineMs: number; signal: AbortSignal }> {
  return { deadlineMs: DEADLINE_MS, signal: new AbortController().signal };
}

async function keep(tokens: Tokens): Promise<void> {
  await browser.storage.session.set({ [KEY]: tokens });
}

async function kept(): Promise<Tokens | null> {
  const found: unknown = (await browser.storage.session.get(KEY))[KEY];
  return isTokens(found) ? found : null;
}

function isTokens(value: unknown): value is Tokens {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accessToken' in value &&
    typeof value.accessToken === 'string' &&
    'refreshToken' in value &&
    'expiresAtMs' in value
  );
}
