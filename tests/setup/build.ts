import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './commands.ts';
import { ROOT, say } from './root.ts';

export type Target = 'chrome' | 'firefox';
export type Built = Readonly<{ isBuilt: true; folder: string }> | Readonly<{ isBuilt: false; output: string }>;

/** Everything that a build is made of. */
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'wxt.config.ts', 'tsconfig.json', 'package-lock.json'];
const BUILD_TIMEOUT_MS = 180_000;

/** Builds the extension for one browser, or finds that the last build still fits its sources. */
export async function build(target: Target): Promise<Built> {
  const folder = join(ROOT, '.output', `${target}-mv3`);
  const stamp = `${folder}.sources`;
  const sources = sourcesDigest();
  if (existsSync(join(folder, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) {
    return { isBuilt: true, folder };
  }
  say(`Building the extension for ${target} …`);
  const args = target === 'firefox' ? ['build', '-b', 'firefox', '--mv3'] : ['build'];
  // A test that asks for the build says that everything is a test: it is what people get all the same.
  const env = { ...process.env, NODE_ENV: 'production' };
  const ended = await run('wxt', args, { timeoutMs: BUILD_TIMEOUT_MS, env });
  if (ended.code !== 0 || !existsSync(join(folder, 'manifest.json'))) return { isBuilt: false, output: ended.output };
  writeFileSync(stamp, sources);
  return { isBuilt: true, folder };
}

function sourcesDigest(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesUnder(source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path: string): readonly string[] {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** The id that Chromium gives an extension with a fixed key: the first 16 bytes of the key's SHA-256, written in a to p. */
export function extensionId(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const key = typeof manifest === 'object' && manifest !== null && 'key' in manifest ? manifest.key : null;
  if (typeof key !== 'string') throw new Error(`${folder} has no fixed key in its manifest`);
  return idOfKey(Buffer.from(key, 'base64'));
}

/** The same, of a public key (DER). */
export function idOfKey(key: Uint8Array): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}
