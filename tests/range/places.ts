import { createServer } from 'node:net';

/** The practice systems, each an origin of its own, in the order of their ports. */
const PLACE_NAMES = ['console', 'consoleSpa', 'consoleApi', 'case', 'records', 'iam', 'signIn', 'evidence', 'control'] as const;
type PlaceName = (typeof PLACE_NAMES)[number];

/** Where one system answers. Chromium takes every `*.localhost` name to loopback and treats it as a secure context. */
export type Place = Readonly<{ name: PlaceName; host: string; port: number; origin: string }>;
export type Places = Readonly<Record<PlaceName, Place>>;

/** The first of the nine fixed ports. */
export const DEFAULT_PORT_BASE = 4701;
/** Every server of the range listens here and nowhere else. */
export const LOOPBACK = '127.0.0.1';

const HOSTS: Readonly<Record<PlaceName, string>> = {
  console: 'console.range.localhost',
  consoleSpa: 'console-spa.range.localhost',
  consoleApi: 'console-api.range.localhost',
  case: 'case.range.localhost',
  records: 'records.range.localhost',
  iam: 'iam.range.localhost',
  signIn: 'sign-in.range.localhost',
  evidence: 'evidence.range.localhost',
  control: LOOPBACK,
};

/** The places at fixed ports, or, with base 0, at ports that are free now (so that tests can run side by side). */
export async function choosePlaces(portBase: number = DEFAULT_PORT_BASE): Promise<Places> {
  return portBase === 0 ? placesAt(await freePorts(PLACE_NAMES.length)) : placesAt(PLACE_NAMES.map((_, index) => portBase + index));
}

/** The places at the given ports, one port for each name in `PLACE_NAMES`. */
function placesAt(ports: readonly number[]): Places {
  const place = (name: PlaceName): Place => {
    const port = ports[PLACE_NAMES.indexOf(name)];
    if (port === undefined) throw new Error(`no port for ${name}`);
    return { name, host: HOSTS[name], port, origin: `http://${HOSTS[name]}:${port}` };
  };
  return {
    console: place('console'),
    consoleSpa: place('consoleSpa'),
    consoleApi: place('consoleApi'),
    case: place('case'),
    records: place('records'),
    iam: place('iam'),
    signIn: place('signIn'),
    evidence: place('evidence'),
    control: place('control'),
  };
}

/** All are held open together before they are given back, so that the same port is never given twice. */
async function freePorts(count: number): Promise<readonly number[]> {
  const held = await Promise.all(Array.from({ length: count }, holdPort));
  await Promise.all(held.map(({ giveBack }) => giveBack()));
  return held.map(({ port }) => port);
}

function holdPort(): Promise<Readonly<{ port: number; giveBack: () => Promise<void> }>> {
  const { promise, resolve, reject } = Promise.withResolvers<Readonly<{ port: number; giveBack: () => Promise<void> }>>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, LOOPBACK, () => {
    const address = server.address();
    if (address === null || typeof address === 'string') return reject(new Error('the port that was given is not known'));
    resolve({
      port: address.port,
      giveBack: () => new Promise((done, failed) => server.close((error) => (error === undefined ? done() : failed(error)))),
    });
  });
  return promise;
}
