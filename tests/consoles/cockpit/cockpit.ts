import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Started } from '../console.ts';
import { answers, installed } from '../debian.ts';
import { refuseConsole } from './refusing.ts';

const SERVER = '/usr/lib/cockpit/cockpit-ws';
/** What the packages put here: the server, what it starts for each session, and the pages. */
const PARTS = [SERVER, '/usr/bin/cockpit-bridge', '/usr/share/cockpit/users/manifest.json'];
const PORT = 4713;
const ORIGIN = `http://cockpit.consoles.localhost:${PORT}`;
const START_TIMEOUT_MS = 20_000;

/** Cockpit, which does everything over one WebSocket. It runs for the current user, without a sign-in, on loopback alone. */
export async function startCockpit(): Promise<Started> {
  const missing = await installed(['cockpit-ws', 'cockpit-bridge', 'cockpit-system'], () => PARTS.every((part) => existsSync(part)));
  if (missing !== null) return { isRunning: false, because: missing };
  const options = ['--no-tls', '--address', '127.0.0.1', '--port', String(PORT), '--local-session', 'cockpit-bridge'];
  const server = spawn(SERVER, options, { stdio: 'ignore' });
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  if (!(await answers(`http://127.0.0.1:${PORT}/`, 'localhost', START_TIMEOUT_MS))) {
    await stop();
    return { isRunning: false, because: `it did not answer at port ${PORT} in time` };
  }
  return { isRunning: true, play: (ready) => refuseConsole(ORIGIN, ready), stop };
}
