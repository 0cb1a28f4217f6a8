import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { type Asked, type GrantRow, type Started, seenTo } from '../console.ts';
import { answers, installed } from '../debian.ts';
import { guardConsole } from '../guarding.ts';
import { describeDjango } from './describing.ts';
import { hand } from './hand.ts';

/** The system's own Python: the package is installed for it, and for no other. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('console.py', import.meta.url));
const PORT = 4711;
const ORIGIN = `http://django.consoles.localhost:${PORT}`;
const START_TIMEOUT_MS = 30_000;
/** The console itself is writing. */
const LOCKED_MS = 2_000;

/** Django's admin: a model that grants access, with a choice that is searched, a transfer list, and date and time apart. */
export async function startDjango(): Promise<Started> {
  const missing = await installed(['python3-django'], isThere);
  if (missing !== null) return { isRunning: false, because: missing };
  const folder = await mkdtemp(join(tmpdir(), 'countersign-django-'));
  const env = { ...process.env, CONSOLE_FOLDER: folder };
  const filled = spawnSync(PYTHON, ['-Wignore', SCRIPT, 'fill'], { env, timeout: START_TIMEOUT_MS });
  if (filled.status !== 0)
    return { isRunning: false, because: `its database could not be made: ${filled.stderr.toString().trim().slice(-300)}` };
  const server = spawn(PYTHON, ['-Wignore', SCRIPT, 'serve', `127.0.0.1:${PORT}`], { env, stdio: 'ignore' });
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true });
  };
  if (!(await answers(`http://127.0.0.1:${PORT}/admin/login/`, 'localhost', START_TIMEOUT_MS))) {
    await stop();
    return { isRunning: false, because: `it did not answer at port ${PORT} in time` };
  }
  const profile = await readFile(new URL('profile.json', import.meta.url), 'utf8');
  const console = {
    name: 'Django admin',
    picture: 'console-django.png',
    origin: ORIGIN,
    startUrl: `${ORIGIN}/admin/auth/grant/add/`,
    begins: 'filling' as const,
    profile: JSON.parse(profile.replaceAll('http://django.consoles.localhost:1', ORIGIN)),
    hand: hand(ORIGIN),
    rows: async () => rowsIn(join(folder, 'console.sqlite3')),
  };
  const play = async (ready: Asked) => {
    const guarded = await guardConsole(console, ready);
    const { seen, exported } = await describeDjango(ORIGIN, ready);
    const isSame = isDeepStrictEqual(JSON.parse(exported), console.profile);
    return [
      ...guarded,
      ...seen,
      seenTo('described anew in the builder by pointing, it comes to the profile that guarded it', isSame, 'it came to another one'),
    ];
  };
  return { isRunning: true, play, stop };
}

function isThere(): boolean {
  return spawnSync(PYTHON, ['-c', 'import django'], { timeout: START_TIMEOUT_MS }).status === 0;
}

function rowsIn(path: string): readonly GrantRow[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: LOCKED_MS });
  try {
    const scopes = database.prepare('select grant_id, privilege_id from auth_grant_scope').all();
    return database
      .prepare('select id, tenant, user_id, ends from auth_grant order by id')
      .all()
      .map((row) => ({
        id: Number(row.id),
        tenant: String(row.tenant),
        user: String(row.user_id),
        scope: scopes.filter((one) => one.grant_id === row.id).map((one) => String(one.privilege_id)),
        ends: String(row.ends).replace(' ', 'T').slice(0, 19),
      }));
  } finally {
    database.close();
  }
}
