import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { bring, whatIsMissing } from '../setup/first-steps.mjs';
import { ROOT } from '../setup/root.ts';
import type { Kit, KitFolder } from './sample.ts';

/** A kit's page as a browser loads it: files by path. */
export type KitPage = Readonly<{ files: ReadonlyMap<string, File> }>;
type File = Readonly<{ contentType: string; bytes: Uint8Array }>;
type Built = Readonly<{ fileName: string; content: string | Uint8Array; isEntry: boolean }>;

const KITS = join(ROOT, 'tests', 'kits');

/**
 * Brings the packages of a folder, by its own lockfile. They are no part of the project's installation: together they are
 * some 850 MB, and nothing but this command needs them.
 */
export async function bringPackages(folder: KitFolder): Promise<boolean> {
  const root = join(KITS, folder);
  const missing = whatIsMissing(root);
  return missing === null || (await bring(root, `the component kits in tests/kits/${folder}`));
}

/** Builds the page of a kit: its controls in one form, under the heading that a profile recognises. */
export async function buildPage(kit: Kit): Promise<KitPage> {
  const built = await buildFiles(kit);
  const files = new Map(
    built.map(({ fileName, content }): [string, File] => [`/${fileName}`, { contentType: typeOf(fileName), bytes: Buffer.from(content) }]),
  );
  const entry = built.find((one) => one.isEntry)?.fileName ?? '';
  files.set('/', { contentType: 'text/html; charset=utf-8', bytes: Buffer.from(shell(`/${entry}`, [...files.keys()])) });
  return { files };
}

/** A kit with a compiler of its own brings its own `build.js`. */
async function buildFiles(kit: Kit): Promise<readonly Built[]> {
  const own = join(KITS, dirname(kit.page), 'build.js');
  if (!existsSync(own)) return buildWithVite(kit);
  const { build: buildOwn }: { build: (page: string) => Promise<readonly Built[]> } = await import(pathToFileURL(own).href);
  return buildOwn(join(KITS, kit.page));
}

async function buildWithVite(kit: Kit): Promise<readonly Built[]> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: KITS,
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    build: { write: false, minify: false, cssCodeSplit: false, rolldownOptions: { input: join(KITS, kit.page) } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  return outputs
    .flatMap((one) => ('output' in one ? one.output : []))
    .map((one) => {
      const isChunk = one.type === 'chunk';
      return { fileName: one.fileName, content: isChunk ? one.code : one.source, isEntry: isChunk && one.isEntry };
    });
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
