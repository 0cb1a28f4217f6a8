import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, type Target } from '../setup/build.ts';

/** The content script is loaded into every page of a console, before the page: it must stay small. */
const CONTENT_SCRIPT_GZIP_BYTES_MAX = 64_000;

/** Words that stay in a bundle when code of that kind is in it, and where they must be, so that each word is known to tell. */
const BLEEDING: readonly Readonly<{ what: string; word: RegExp }>[] = [
  { what: 'zod', word: /ZodError|invalid_type/ },
  { what: 'a connector', word: /If-Match|\/v1\/cases/ },
  { what: 'idb', word: /IDBDatabase|IDBTransaction/ },
  { what: 'cryptography', word: /crypto\.subtle|importKey/ },
  { what: 'the network gate', word: /updateSessionRules|updateDynamicRules/ },
];

const PERMISSIONS = [
  'alarms',
  'declarativeNetRequest',
  'identity',
  'offscreen',
  'scripting',
  'storage',
  'unlimitedStorage',
  'webRequest',
  'webRequestBlocking',
];

let folder = '';

beforeAll(async () => {
  folder = await built('chrome');
}, 200_000);

async function built(target: Target): Promise<string> {
  const result = await build(target);
  if (!result.isBuilt) throw new Error(result.output);
  return result.folder;
}

function textOf(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function scripts(): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
}

function contentScripts(): readonly string[] {
  return scripts().filter((name) => name.replaceAll('\\', '/').startsWith('content-scripts/') || name === 'console.js');
}

/** Runs in the page's own world, where everything it knows could be taken from it. */
const IN_PAGE_WORLD = 'dialogs.js';
const IN_PAGE_WORLD_BYTES_MAX = 3_000;

/** What the worker and our own pages are made of; code that both need is in chunks of its own. */
function workerScripts(): readonly string[] {
  return scripts().filter((name) => !contentScripts().includes(name) && name !== IN_PAGE_WORLD);
}

describe('the content script', () => {
  it('is small', () => {
    expect(contentScripts()).not.toEqual([]);
    for (const name of contentScripts()) {
      const sizeBytes = gzipSync(textOf(name)).byteLength;
      expect(sizeBytes, `${name}, gzipped`).toBeLessThan(CONTENT_SCRIPT_GZIP_BYTES_MAX);
    }
  });

  it.each(BLEEDING)('contains nothing of $what, which the worker does contain', ({ word }) => {
    for (const name of contentScripts()) expect(word.exec(textOf(name))?.[0]).toBeUndefined();
    expect(workerScripts().map(textOf).join('\n')).toMatch(word);
  });
});

describe('the script in the page’s own world', () => {
  it('is a few lines, and knows neither the extension nor the network', () => {
    const text = textOf(IN_PAGE_WORLD);
    expect(text.length).toBeLessThan(IN_PAGE_WORLD_BYTES_MAX);
    expect(text).toContain('confirm');
    expect(/\b(?:chrome|browser|fetch|XMLHttpRequest|postMessage|localStorage|indexedDB)\b/.exec(text)?.[0]).toBeUndefined();
  });
});

describe('the manifest', () => {
  const manifest = (): Record<string, unknown> => JSON.parse(textOf('manifest.json'));

  it('asks for exactly these permissions, and for no host at installation', () => {
    const { permissions, host_permissions: hosts = [], optional_permissions: optional = [] } = manifest();
    expect(Array.isArray(permissions) ? [...permissions].sort() : permissions).toEqual(PERMISSIONS);
    expect(hosts).toEqual([]);
    expect(optional).toEqual([]);
    expect(manifest().optional_host_permissions).toEqual(['https://*/*', 'http://*.localhost/*']);
  });

  it('runs no code but its own, and opens nothing to pages', () => {
    const policy = String(Reflect.get(Object(manifest().content_security_policy), 'extension_pages'));
    const scriptSources = /script-src ([^;]*)/.exec(policy)?.[1];
    expect(scriptSources?.trim()).toBe("'self'");
    expect(policy).toMatch(/default-src 'none'/);
    expect(manifest().externally_connectable ?? null).toBeNull();
    expect(manifest().content_scripts ?? []).toEqual([]);
  });
});

describe('the whole bundle', () => {
  it('makes no code out of text, and loads none from elsewhere', () => {
    const found = scripts().flatMap((name) => {
      const text = textOf(name);
      const evaluating = /\beval\s*\(|importScripts\s*\(|\.src\s*=\s*["']https?:/.exec(text)?.[0];
      return evaluating === undefined ? [] : [`${name}: ${evaluating}`];
    });
    expect(found).toEqual([]);
  });
});
