import { type Api, makeApi, refuse } from './api.ts';
import type { Blobs } from './blobs.ts';
import { sha256 } from './digests.ts';
import type { Places } from './places.ts';
import type { Tokens } from './tokens.ts';
import { instant, type World } from './world.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Where bundles are kept: written once, never changed, never taken away, read back by anybody who may ask. */
export function evidenceStore(options: Readonly<{ world: World; tokens: Tokens; places: Places; blobs: Blobs }>): Api {
  const { world, tokens, places, blobs } = options;
  const api = makeApi({ world, tokens, place: places.evidence, systemOf: () => 'evidence' });
  api.put('/bundles/:name', async (c) => {
    const name = c.req.param('name');
    if (!NAME.test(name))
      return refuse(c, { status: 400, code: 'malformed', detail: 'A name has letters, digits, dot, dash and underscore.' });
    if (c.req.header('If-None-Match') !== '*') {
      return refuse(c, { status: 428, code: 'write-once', detail: 'Names are written once: send If-None-Match: *.' });
    }
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length === 0) return refuse(c, { status: 400, code: 'malformed', detail: 'A bundle is not empty.' });
    if (!blobs.put('bundles', name, bytes)) return refuse(c, { status: 412, code: 'exists', detail: `${name} is already there.` });
    const about = { name, sha256: sha256(bytes), sizeBytes: bytes.length, at: instant(world.nowMs()), by: c.get('caller').personId };
    world.update((draft) => draft.evidenceStore.bundles.push(about));
    return c.json({ name, sha256: about.sha256 }, 201, { Location: `${places.evidence.origin}/bundles/${name}` });
  });
  api.get('/bundles/:name', (c) => {
    const name = c.req.param('name');
    const bytes = blobs.get('bundles', name);
    if (bytes === null) return refuse(c, { status: 404, code: 'not-found', detail: `There is no bundle ${name}.` });
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/octet-stream' });
  });
  return api;
}
