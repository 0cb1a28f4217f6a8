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

/** Tokens with the deployment that they were given for: its people's sign-in, and the systems that they may go to. */
type Kept = Tokens & Readonly<{ givenFor: string }>;

/** Counts every sign-in and sign-out: what was asked for before one is not kept after it. */
let turn = 0;
/** The renewal that goes on just now. A provider takes a refresh token once, and a second use may end the whole session. */
let renewal: Readonly<{ of: string; ends: Promise<string | null> }> | null = null;

/**
 * Who is signed in. Tokens are in session storage only: in memory, for this extension's own contexts, gone with the
 * browser. They go into one header of the systems of the deployment that they were given for, and nowhere else.
 */
export async function accessToken(deployment: Deployment): Promise<string | null> {
  const tokens = await kept(deployment);
  if (tokens === null) return null;
  const isFresh = tokens.expiresAtMs === null || tokens.expiresAtMs - RENEW_BEFORE_MS > clock.nowMs();
  if (isFresh) return tokens.accessToken;
  const place = placeOf(deployment);
  if (place === null || tokens.refreshToken === null) return untilItsEnd(tokens);
  const of = tokens.refreshToken;
  if (renewal?.of !== of) {
    const ends = renew(place, tokens).finally(() => {
      if (renewal?.of === of) renewal = null;
    });
    renewal = { of, ends };
  }
  return renewal.ends;
}

async function renew(place: SignInPlace, tokens: Kept): Promise<string | null> {
  const begunIn = turn;
  const renewed = await refresh(place, tools(), tokens, options());
  if (turn !== begunIn) return null;
  if (renewed.is === 'done') {
    await keep({ ...renewed.value, givenFor: tokens.givenFor });
    return renewed.value.accessToken;
  }
  if (renewed.isFinal) await keep({ ...tokens, refreshToken: null });
  return untilItsEnd(tokens);
}

/** A token that could not be renewed counts for as long as it was given. */
function untilItsEnd({ accessToken, expiresAtMs }: Kept): string | null {
  return expiresAtMs !== null && expiresAtMs > clock.nowMs() ? accessToken : null;
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
  turn += 1;
  await keep({ ...done.value, givenFor: nameOf(deployment) });
  return null;
}

/** For systems that have nothing better than a token: a person pastes it once per browser session. */
export async function useToken(deployment: Deployment, token: string): Promise<void> {
  turn += 1;
  await keep({ accessToken: token, refreshToken: null, expiresAtMs: null, subject: 'token', givenFor: nameOf(deployment) });
}

export async function endSession(deployment: Deployment): Promise<void> {
  turn += 1;
  const tokens = await kept(deployment);
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

/** The sign-in and the addresses, letter for letter: a token must not follow a person to another deployment. */
function nameOf({ signIn, systems }: Deployment): string {
  return JSON.stringify([signIn, systems]);
}

async function keep(tokens: Kept): Promise<void> {
  await browser.storage.session.set({ [KEY]: tokens });
}

async function kept(deployment: Deployment): Promise<Kept | null> {
  const found: unknown = (await browser.storage.session.get(KEY))[KEY];
  return isKept(found) && found.givenFor === nameOf(deployment) ? found : null;
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accessToken' in value &&
    typeof value.accessToken === 'string' &&
    'refreshToken' in value &&
    'expiresAtMs' in value &&
    'givenFor' in value
  );
}
