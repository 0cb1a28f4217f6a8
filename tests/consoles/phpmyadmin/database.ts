import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GrantRow } from '../console.ts';

const SERVER = '/usr/sbin/mariadbd';
const INSTALL = '/usr/bin/mariadb-install-db';
const CLIENT = '/usr/bin/mariadb';
const MAKE_TIMEOUT_MS = 60_000;
const START_TIMEOUT_MS = 30_000;
const ASK_TIMEOUT_MS = 10_000;
const LOOK_EVERY_MS = 200;

export const LEAD = { name: 'lead_01', password: randomBytes(12).toString('hex') } as const;

/** One table in which a row is a grant, and the account that may write it: the one that a console's owner would make. */
const TABLES = `
  create database support;
  create table support.access_grant (
    id int auto_increment primary key,
    tenant varchar(40) not null,
    user varchar(40) not null,
    scope set('tenant.admin.restore', 'tenant.admin.read', 'all-tenants') not null,
    ends datetime not null
  );
  create user '${LEAD.name}'@'%' identified by '${LEAD.password}';
  grant all privileges on *.* to '${LEAD.name}'@'%' with grant option;
`;

export type Database = Readonly<{ rows: () => Promise<readonly GrantRow[]>; stop: () => Promise<void> }>;

/** A MariaDB of its own in a folder of its own, on loopback: no service of this machine is touched. A sentence where there is none. */
export async function startDatabase(folder: string, port: number): Promise<Database | string> {
  const [data, socket] = [join(folder, 'data'), join(folder, 'db.sock')];
  const as = process.getuid?.() === 0 ? ['--user=root'] : [];
  const made = spawnSync(
    INSTALL,
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...as],
    { timeout: MAKE_TIMEOUT_MS },
  );
  if (made.status !== 0)
    return `its database could not be made: ${String(made.stderr ?? made.error)
      .trim()
      .slice(-300)}`;
  const flags = [`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', '--default-time-zone=+00:00'];
  const server = spawn(SERVER, ['--no-defaults', ...flags, `--pid-file=${join(folder, 'db.pid')}`, ...as], { stdio: 'ignore' });
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  const ask = (statements: string) => asked(socket, statements);
  const isFilled = await filled(ask, () => server.exitCode === null);
  if (isFilled)
    return { rows: async () => rowsIn(await ask('select id, tenant, user, scope, ends from support.access_grant order by id')), stop };
  await stop();
  return `its database did not answer at port ${port} in time`;
}

/** The tables are made as soon as the server takes them: before, it cannot be connected to. */
async function filled(ask: (statements: string) => Promise<string>, isRunning: () => boolean): Promise<boolean> {
  for (const untilMs = Date.now() + START_TIMEOUT_MS; Date.now() < untilMs && isRunning(); ) {
    const isUp = await ask('select 1').then(
      () => true,
      () => false,
    );
    if (isUp) {
      await ask(TABLES);
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

/** By the database's own client, over its socket: what phpMyAdmin says of its rows is not asked. */
async function asked(socket: string, statements: string): Promise<string> {
  const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '--batch', '--skip-column-names', '--execute', statements];
  const { stdout } = await promisify(execFile)(CLIENT, args, { timeout: ASK_TIMEOUT_MS });
  return stdout;
}

function rowsIn(lines: string): readonly GrantRow[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', tenant = '', user = '', scope = '', ends = ''] = line.split('\t');
      return { id: Number(id), tenant, user, scope: scope.split(',').filter((one) => one !== ''), ends: ends.replace(' ', 'T') };
    });
}
