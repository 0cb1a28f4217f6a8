import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Hono } from 'hono';
import type { ConsoleEnv } from './http.ts';

const PAGE = new URL('page/', import.meta.url);
/** The files that a browser may ask for: modules, style sheets, pictures and the service worker of `page/`, and no way out of it. */
const ASSET = /^(?:[a-z][a-z-]*\/)*[a-z][a-z-]*\.(?:ts|js|css|svg)$/;
const TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const CSS = { 'Content-Type': TYPES['.css'] ?? '' };
const ready = new Map<string, Promise<string>>();

/** Serves `page/` below `/assets/`. Modules are written in TypeScript and go out with the types taken off; there is no build. */
export function serveAssets(app: Hono<ConsoleEnv>): void {
  app.get('/assets/*', async (c) => {
    const path = c.req.path.slice('/assets/'.length);
    const text = ASSET.test(path) ? await assetText(path) : null;
    return text === null
      ? c.text('There is nothing here.', 404)
      : c.body(text, 200, { 'Content-Type': TYPES[extname(path)] ?? 'text/plain' });
  });
}

/** Serves a skin's style sheet, under the class names of either look: "es-" as it is, "nx-" after a restyle. */
export function serveStyles(app: Hono<ConsoleEnv>, skin: 'server' | 'spa'): void {
  const sheets = async (): Promise<string> => (await Promise.all([`${skin}.css`, `${skin}-form.css`].map(styleText))).join('\n');
  app.get(`/styles/es/${skin}.css`, async (c) => c.body(await sheets(), 200, CSS));
  app.get(`/styles/nx/${skin}.css`, async (c) =>
    c.body(`${(await sheets()).replaceAll('.es-', '.nx-')}\n${await styleText('restyled.css')}`, 200, CSS),
  );
}

/** A file of `page/` as a browser gets it, or null when there is none. Each is prepared once. */
export async function assetText(path: string): Promise<string | null> {
  const prepared = ready.get(path) ?? prepare(path);
  ready.set(path, prepared);
  return prepared.catch((error: unknown) => {
    ready.delete(path);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Loads what takes the types off, so that the first page does not wait for it. */
export async function warmUp(): Promise<void> {
  await assetText('server/live.ts');
}

async function styleText(name: string): Promise<string> {
  const text = await assetText(`styles/${name}`);
  if (text === null) throw new Error(`there is no style sheet ${name}`);
  return text;
}

async function prepare(path: string): Promise<string> {
  const text = await readFile(new URL(path, PAGE), 'utf8');
  if (extname(path) !== '.ts') return text;
  const { transformWithOxc } = await import('vite');
  return (await transformWithOxc(text, path, { target: 'es2022', sourcemap: false })).code;
}
