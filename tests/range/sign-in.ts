import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider, { type ProviderContext } from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { personOf } from './people.ts';
import { LOOPBACK, type Place, type Places } from './places.ts';
import { messagePage, type Page, signInPage } from './sign-in-page.ts';
import type { Tokens } from './tokens.ts';
import type { World, WorldState } from './world.ts';

const CLIENT_ID = 'countersign';
const TOKEN_SECONDS = 3_600;
const FORM_BYTES_MAX = 4_096;
/** Who has a button on the sign-in page. */
const SIGN_IN_ROLES: readonly string[] = ['support-lead', 'security', 'incident-command'];
/** Where a browser's identity API takes the answer back into the extension, in Chromium and in Firefox. */
const REDIRECT = /^https:\/\/([a-p]{32}\.chromiumapp\.org|[0-9a-f]{40}\.extensions\.allizom\.org)\/[\w.~/-]*$/;
const EXTENSION_ORIGIN = /^(chrome|moz)-extension:\/\/[\w-]+$/;

/** The OpenID provider of the range: authorization code with PKCE S256, one public client, no passwords, no consent page. */
export function signIn(options: Readonly<{ world: World; tokens: Tokens; places: Places }>): Server {
  const { world, tokens, places } = options;
  const provider = makeProvider(world, places.signIn);
  tokens.alsoAsk(async (token) => {
    const found = await provider.AccessToken.find(token);
    return found === undefined || found.isExpired ? null : (found.accountId ?? null);
  });
  const answer = provider.callback();
  return createServer((request, response) => {
    void handle({ request, response, provider, world, place: places.signIn, answer }).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      send(
        response,
        400,
        messagePage('This sign-in has ended', error instanceof Error ? error.message : 'Start again from the extension.'),
      );
    });
  });
}

function makeProvider(world: World, place: Place): Provider {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(place.origin, {
    adapter: (name: string) => new MemoryAdapter(name),
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`https://${'a'.repeat(32)}.chromiumapp.org/`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...key, alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    scopes: ['openid'],
    ttl: {
      AccessToken: TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: TOKEN_SECONDS,
      Interaction: 900,
      Session: TOKEN_SECONDS,
      Grant: TOKEN_SECONDS,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: Readonly<{ uid: string }>) => `/interaction/${uid}` },
    clientBasedCORS: (_: unknown, origin: string) => EXTENSION_ORIGIN.test(origin),
    findAccount: async (_: unknown, id: string) =>
      personOf(world.get(), id) === null ? undefined : { accountId: id, claims: async () => ({ sub: id }) },
    loadExistingGrant: grantWithoutAsking,
    renderError: async (context: { type: string; body: string }, out: Readonly<Record<string, string>>) => {
      context.type = 'html';
      context.body = messagePage('This sign-in is not possible', [out.error, out.error_description].join(': ')).html;
    },
  });
  // The id of an unpacked extension is not known beforehand, so any extension's redirect address fits the one client.
  provider.Client.prototype.redirectUriAllowed = (uri) => REDIRECT.test(uri);
  return provider;
}

async function grantWithoutAsking({ oidc }: ProviderContext): Promise<unknown> {
  const { clientId } = oidc.client;
  const known = oidc.session.grantIdFor(clientId);
  if (known !== undefined) return oidc.provider.Grant.find(known);
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

type Visit = Readonly<{
  request: IncomingMessage;
  response: ServerResponse;
  provider: Provider;
  world: World;
  place: Place;
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}>;

async function handle(visit: Visit): Promise<void> {
  const { request, response, provider, world, place, answer } = visit;
  const names = [place.host, LOOPBACK, 'localhost'].map((name) => `${name}:${place.port}`);
  if (!names.includes(request.headers.host ?? '')) return send(response, 421, messagePage('Nothing here', 'No such system answers here.'));
  const path = new URL(request.url ?? '/', place.origin).pathname;
  if (path === '/') return send(response, 200, messagePage('Practice range sign-in', 'Start the sign-in from the extension.'));
  if (!path.startsWith('/interaction/')) return answer(request, response);
  await provider.interactionDetails(request, response);
  const accounts = signInAccounts(world.get());
  if (request.method !== 'POST') return send(response, 200, signInPage(path, accounts));
  const account = new URLSearchParams(await readForm(request)).get('account');
  if (account === null || !accounts.includes(account)) return send(response, 400, signInPage(path, accounts));
  return provider.interactionFinished(request, response, { login: { accountId: account } }, { mergeWithLastSubmission: false });
}

function signInAccounts(world: WorldState): readonly string[] {
  const may = Object.values(world.people).filter(({ active, roles = [] }) => active && roles.some((role) => SIGN_IN_ROLES.includes(role)));
  return may.flatMap(({ accounts = [] }) => accounts);
}

async function readForm(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of request) {
    sizeBytes += part.length;
    if (sizeBytes > FORM_BYTES_MAX) throw new Error('The form is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, { html, policy }: Page): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
  });
  response.end(html);
}
