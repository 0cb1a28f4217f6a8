import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { json, type LittleServer, type Play, startLittleServer } from './little-server.ts';

export const REDIRECT = 'https://abcdefgh.chromiumapp.org/';
export const NOW_MS = Date.parse('2026-11-23T03:00:00Z');

const keys = await generateKeyPair('ES256', { extractable: true });
/** A key that the provider never published. */
export const foreignKey = (await generateKeyPair('ES256', { extractable: true })).privateKey;

/** What is wrong with the provider: laid over what a proper one would answer. */
export type Spoil = Readonly<{
  discovery?: Readonly<Record<string, unknown>>;
  claims?: JWTPayload;
  signedBy?: CryptoKey;
  answer?: Readonly<Record<string, unknown>>;
  tokenPlay?: Play;
  back?: (url: URL) => unknown;
}>;

/** An OpenID provider on loopback, with a person who signs in at once. */
export type LittleProvider = Readonly<{
  issuer: string;
  spoil: (how: Spoil) => void;
  /** The last authorization request. */
  asked: () => URL;
  /** What was posted to its endpoints since the last `spoil`. */
  forms: () => readonly URLSearchParams[];
  authorize: (url: string) => Promise<string>;
  stop: LittleServer['stop'];
}>;

export async function startLittleProvider(): Promise<LittleProvider> {
  const server = await startLittleServer();
  const { baseUrl } = server;
  let how: Spoil = {};
  let asked = new URL(baseUrl);
  const forms: URLSearchParams[] = [];

  const idToken = (): Promise<string> => {
    const seconds = NOW_MS / 1_000;
    const nonce = asked.searchParams.get('nonce');
    const usual = { iss: baseUrl, aud: 'countersign', sub: 'lead-01', iat: seconds, exp: seconds + 600, nonce };
    return new SignJWT({ ...usual, ...how.claims }).setProtectedHeader({ alg: 'ES256' }).sign(how.signedBy ?? keys.privateKey);
  };
  const respond = async (path: string): Promise<Play> => {
    if (path.startsWith('/.well-known/')) return json({ ...discovery(baseUrl), ...how.discovery });
    if (path === '/jwks') return json({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256', use: 'sig' }] });
    if (path === '/revoke') return json({});
    const token = { access_token: 'access-1', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'refresh-2' };
    return how.tokenPlay ?? json({ ...token, id_token: await idToken(), ...how.answer });
  };

  server.answer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      if (body !== '') forms.push(new URLSearchParams(body));
      void respond(request.url ?? '').then((play) => play(request, response));
    });
  });
  return {
    issuer: baseUrl,
    asked: () => asked,
    forms: () => forms,
    stop: server.stop,
    spoil: (next) => {
      how = next;
      forms.length = 0;
    },
    authorize: async (url) => {
      asked = new URL(url);
      const back = new URL(REDIRECT);
      back.searchParams.set('code', 'code-1');
      back.searchParams.set('state', asked.searchParams.get('state') ?? '');
      back.searchParams.set('iss', baseUrl);
      how.back?.(back);
      return back.href;
    },
  };
}

function discovery(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    revocation_endpoint: `${issuer}/revoke`,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  };
}
