import { join } from 'node:path';
import { build } from 'vite';
import { bring, whatIsMissing } from '../setup/first-steps.mjs';
import { ROOT } from '../setup/root.ts';
import type { Kit } from './sample.ts';

/** A kit's page as a browser loads it: files by path. */
export type KitPage = Readonly<{ files: ReadonlyMap<string, File> }>;
type File = Readonly<{ contentType: string; bytes: Uint8Array }>;

const KITS = join(ROOT, 'tests', 'kits');

/**
 * Brings the packages of a folder, by its own lockfile. They are no part of the project's installation: together they are
 * some 370 MB, and nothing but this command needs them.
 */
export async function bringPackages(folder: 'few' | 'many'): Promise<boolean> {
  const root = join(KITS, folder);
  const missing = whatIsMissing(root);
  return missing === null || (await bring(root, `the component kits in tests/kits/${folder}`));
}

/** Builds the page of a kit: its controls in one form, under the heading that a profile recognises. */
export async function buildPage(kit: Kit): Promise<KitPage> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: KITS,
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    build: { write: false, minify: false, cssCodeSplit: false, rolldownOptions: { input: join(KITS, kit.page) } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const files = new Map<string, File>();
  let entry = '';
  for (const output of outputs) {
    if (!('output' in output)) continue;
    for (const one of output.output) {
      if (one.type === 'chunk' && one.isEntry) entry = `/${one.fileName}`;
      const content = one.type === 'chunk' ? one.code : one.source;
      files.set(`/${one.fileName}`, { contentType: typeOf(one.fileName), bytes: Buffer.from(content) });
    }
  }
  files.set('/', { contentType: 'text/html; charset=utf-8', bytes: Buffer.from(shell(entry, [...files.keys()])) });
  return { files };
}

function typeOf(name: string): string {
  if (name.endsWith('.js')) return 'text/javascript; charset=utf-8';
  return name.endsWith('.css') ? 'text/css; charset=utf-8' : 'application/octet-stream';
}

function shell(entry: string, paths: readonly string[]): string {
  const styles = paths.filter((path) => path.endsWith('.css')).map((path) => `<link rel="stylesheet" href="${path}">`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>${styles.join('')}</head><body>
  <main><h1>Bench</h1><form method="post" action="/restore"><div id="fields"></div></form></main>
  <script type="module" src="${entry}"></script></body></html>`;
}
