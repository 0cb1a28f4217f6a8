import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from '@playwright/test';

import { type Asked, type Started, seenTo } from '../console.ts';
import { answers, installed } from '../debian.ts';
import { guardConsole } from '../guarding.ts';
import { addUser } from './add-user.ts';
import { startDatabase } from './database.ts';
import { describeInsert } from './describing.ts';
import { hand } from './hand.ts';
import { pastTheForm } from './past-the-form.ts';

const PHP = '/usr/bin/php';
/** Where Debian keeps it; it is served out of a copy, so that it has a configuration and a temporary folder of its own. */
const TREE = '/usr/share/phpmyadmin';
const LEFT_OUT = ['doc', 'locale', 'js/src', 'sql'].map((one) => join(TREE, one));
const PORT = 4712;
const DATABASE_PORT = 4714;
const ORIGIN = `http://phpmyadmin.consoles.localhost:${PORT}`;
const START_TIMEOUT_MS = 30_000;

/**
 * What a console's owner would set: one row at a time, and no functions beside the fields, which would make something else of what was
 * entered. It is never asked whether there is a newer one, and reports no errors to anybody.
 */
const CONFIG = `<?php
$cfg['blowfish_secret'] = '0123456789abcdef0123456789abcdef';
$cfg['TempDir'] = __DIR__ . '/tmp/';
$cfg['Servers'][1]['auth_type'] = 'cookie';
$cfg['Servers'][1]['host'] = '127.0.0.1';
$cfg['Servers'][1]['port'] = '${DATABASE_PORT}';
$cfg['InsertRows'] = 1;
$cfg['ShowFunctionFields'] = false;
$cfg['VersionCheck'] = false;
$cfg['SendErrorReports'] = 'never';
`;

/** phpMyAdmin: its insert form, on a table in which a row is a grant. Everything goes to one path, by scripts of its own. */
export async function startPhpMyAdmin(): Promise<Started> {
  const missing = await installed(['phpmyadmin', 'mariadb-server', 'php-cli', 'php-mysql'], isThere);
  if (missing !== null) return { isRunning: false, because: missing };
  const folder = await mkdtemp(join(tmpdir(), 'countersign-phpmyadmin-'));
  const ends = [() => rm(folder, { recursive: true })];
  const stop = async () => {
    for (const end of ends.toReversed()) await end();
  };
  const database = await startDatabase(folder, DATABASE_PORT);
  if (typeof database === 'string') {
    await stop();
    return { isRunning: false, because: database };
  }
  ends.push(database.stop);
  const root = await ownCopy(folder);
  ends.push(serve(root));
  if (!(await answers(`http://127.0.0.1:${PORT}/index.php`, 'localhost', START_TIMEOUT_MS))) {
    await stop();
    return { isRunning: false, because: `it did not answer at port ${PORT} in time` };
  }
  const profile = await readFile(new URL('profile.json', import.meta.url), 'utf8');
  const addresses = {
    insert: `${ORIGIN}/index.php?route=/table/change&db=support&table=access_grant`,
    addUser: `${ORIGIN}/index.php?route=/server/privileges&adduser=1`,
  };
  const console = {
    name: 'phpMyAdmin',
    picture: 'console-phpmyadmin.png',
    origin: ORIGIN,
    startUrl: addresses.insert,
    // It offers the present time as the end.
    begins: 'held' as const,
    profile: JSON.parse(profile.replaceAll('http://phpmyadmin.consoles.localhost:1', ORIGIN)),
    hand: hand(ORIGIN),
    rows: database.rows,
  };
  const others = (browser: string) => async (page: Page) => [
    ...(await pastTheForm(page, addresses.insert, database.rows)),
    ...(await addUser(page, addresses.addUser, { folder, browser })),
  ];
  const play = async (ready: Asked) => {
    const guarded = await guardConsole({ ...console, others: others(ready.executablePath) }, ready);
    const { seen, exported } = await describeInsert(console, ready);
    const isSame = isDeepStrictEqual(inOneOrder(JSON.parse(exported)), inOneOrder(console.profile));
    return [
      ...guarded,
      ...seen,
      seenTo('described anew in the builder by pointing, it comes to the profile that guarded it', isSame, 'it came to another one'),
    ];
  };
  return { isRunning: true, play, stop };
}

/** Its page sends by itself now this first and now that: in which order it was asked about says nothing. */
function inOneOrder(profile: Readonly<{ requests: readonly object[] }>) {
  const requests = profile.requests.map((one) => JSON.stringify(one)).toSorted();
  return { ...profile, requests };
}

async function ownCopy(folder: string): Promise<string> {
  const root = join(folder, 'phpmyadmin');
  await cp(TREE, root, { recursive: true, dereference: true, filter: (path) => !LEFT_OUT.includes(path) });
  await mkdir(join(root, 'tmp'));
  const vendor = join(root, 'libraries', 'vendor_config.php');
  const said = await readFile(vendor, 'utf8');
  const own = said
    .replace("'/etc/phpmyadmin/config.inc.php'", "ROOT_PATH . 'config.inc.php'")
    .replace("'/var/lib/phpmyadmin/tmp/'", "ROOT_PATH . 'tmp/'");
  await writeFile(vendor, own);
  await writeFile(join(root, 'config.inc.php'), CONFIG);
  return root;
}

/** By PHP's own server. Gives what ends it. */
function serve(root: string): () => Promise<void> {
  const server = spawn(PHP, ['-d', `session.save_path=${join(root, 'tmp')}`, '-S', `127.0.0.1:${PORT}`, '-t', root], { stdio: 'ignore' });
  return async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
}

function isThere(): boolean {
  const hasFiles = [TREE, '/usr/sbin/mariadbd', PHP].every((path) => existsSync(path));
  return hasFiles && spawnSync(PHP, ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);'], { timeout: START_TIMEOUT_MS }).status === 0;
}
