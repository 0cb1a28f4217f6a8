import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { packed } from './crx.ts';

/** An extension that policy makes every Chromium of this machine install, until `remove`. */
export type Forced = Readonly<{ id: string; remove: () => Promise<void> }>;

/** `version`: of the browser, in its own words. `hosts`: match patterns that the extension is given. */
type Installing = Readonly<{ extension: string; version: string; hosts: readonly string[] }>;

/** Where each kind of Chromium reads what the machine's administrator says (chromium.org, "Linux quick start"). */
const FOLDERS = { chromium: '/etc/chromium/policies/managed', forTesting: '/etc/opt/chrome_for_testing/policies/managed' } as const;

/**
 * Offers the extension on loopback and writes the policy that installs it. Whatever becomes of this process, the policy goes
 * when it ends. Throws where the machine's policies may not be written.
 */
export async function forceInstall({ extension, version, hosts }: Installing): Promise<Forced> {
  const { id, bytes, version: own } = packed(extension, hosts);
  const server = createServer((request, response) => {
    const isPackage = request.url === '/countersign.crx';
    response.writeHead(200, { 'content-type': isPackage ? 'application/x-chrome-extension' : 'text/xml' });
    response.end(isPackage ? bytes : updates({ id, codebase: address('countersign.crx'), version: own }));
  });
  const address = (file: string) => {
    const listens = server.address();
    if (listens === null || typeof listens === 'string') throw new Error('the package is not offered anywhere');
    return `http://127.0.0.1:${listens.port}/${file}`;
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const folder = version.startsWith('Chromium') ? FOLDERS.chromium : FOLDERS.forTesting;
  const withdraw = writePolicy(folder, {
    ExtensionInstallForcelist: [`${id};${address('updates.xml')}`],
    // 1: allowed. Without it nobody may look into the pages of an extension that policy installed, the test tool neither.
    DeveloperToolsAvailability: 1,
  });
  process.once('exit', withdraw);
  return {
    id,
    remove: async () => {
      process.off('exit', withdraw);
      withdraw();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns what takes the file away again, with the folders that were made for it. */
function writePolicy(folder: string, policy: object): () => void {
  const made: string[] = [];
  for (let here = folder; !existsSync(here); here = dirname(here)) made.push(here);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `countersign-test-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(policy));
  return () => {
    rmSync(file, { force: true });
    for (const one of made) rmdirSync(one);
  };
}

function updates({ id, codebase, version }: Readonly<Record<'id' | 'codebase' | 'version', string>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}"><updatecheck codebase="${codebase}" version="${version}"/></app>
</gupdate>`;
}
