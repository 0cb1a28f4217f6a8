import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A server on loopback that answers as one test wants it to. */
export type LittleServer = Readonly<{
  baseUrl: string;
  /** What was asked, in order. */
  seen: readonly Readonly<{ method: string; url: string; headers: IncomingMessage['headers'] }>[];
  answer: (play: Play) => void;
  stop: () => Promise<void>;
}>;
export type Play = (request: IncomingMessage, response: ServerResponse) => void;

export async function startLittleServer(): Promise<LittleServer> {
  let play: Play = (_, response) => response.writeHead(500).end();
  const seen: LittleServer['seen'][number][] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    play(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the port that was given is not known');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    seen,
    answer: (next) => {
      play = next;
      seen.length = 0;
    },
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** A proper JSON answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Play {
  return (_, response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** A JSON answer whose body is this text, whatever it is. */
export function raw(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}, status = 200): Play {
  return (_, response) => response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}
