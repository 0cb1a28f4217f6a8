import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Api, type ApiContext, bodyAs, makeApi, type Refusal, refuse } from './api.ts';
import { whyNotInForce } from './approvals-in-force.ts';
import type { Blobs } from './blobs.ts';
import { caseEtag, wireCase, wireClaim } from './case-view.ts';
import { type Asked, claimStep, closeStep, consumeStep, returnStep, type Step } from './claims.ts';
import { addDeviceRoutes } from './devices.ts';
import { packetDigest, sha256 } from './digests.ts';
import { addEscalationRoutes } from './escalations.ts';
import { type HandoverStep, handOverStep, handoversOf, reconcileStep, takeOverStep } from './handovers.ts';
import { wirePerson } from './people.ts';
import type { Places } from './places.ts';
import type { Tokens } from './tokens.ts';
import { type Frozen, instant, type World } from './world.ts';
import type { WorldCase } from './world-shape.ts';

const Text = z.string().min(1).max(4_000);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Epoch = z.number().int().positive();
const ClaimBody = z.object({ execution: Text, device: Text, packetDigest: Digest });
const ConsumeBody = z.object({ claim: Text, epoch: Epoch, nonce: Text, packetDigest: Digest });
const ReturnBody = z.object({ claim: Text, epoch: Epoch, nonce: Text, because: Text });
const CloseBody = z.object({
  claim: Text,
  epoch: Epoch,
  outcome: Text,
  reference: z.string().nullable(),
  head: Digest,
  packetDigest: Digest,
});
const HandoverBody = z.object({ execution: Text, claim: Text, epoch: Epoch, capsule: Text, mayHaveLeft: z.boolean() });
const TakeoverBody = z.object({ claim: Text, epoch: Epoch, execution: Text, device: Text });
const ReconcileBody = z.object({ execution: Text, found: z.enum(['granted', 'nothing', 'other']), reference: z.string().nullable() });
const NoteBody = z.object({ text: z.string().min(1).max(64_000) });
const AttachmentBody = z.object({ name: Text, mediaType: Text, contentBase64: z.base64() });

/** The escalation case system: requests, who approved them, the single-use claim, notes, devices, escalations. */
export function caseSystem(options: Readonly<{ world: World; tokens: Tokens; places: Places; blobs: Blobs }>): Api {
  const { world, tokens, places, blobs } = options;
  const api = makeApi({ world, tokens, place: places.case, systemOf: () => 'case' });
  addReads(api, world);
  addClaims(api, world);
  addHandovers(api, world);
  addNotes(api, world, blobs);
  addDeviceRoutes(api, world);
  addEscalationRoutes(api, world);
  return api;
}

function addReads(api: Api, world: World): void {
  api.get('/v1/me', (c) => {
    const { account, personId } = c.get('caller');
    return c.json({ account, person: wirePerson(world.get(), personId) });
  });
  api.get('/v1/cases', (c) => {
    const isOpenAsked = c.req.query('handed-over') === 'open';
    if (!isOpenAsked && c.req.query('executable') !== 'me')
      return refuse(c, { status: 400, code: 'malformed', detail: 'Ask for executable=me or handed-over=open.' });
    const state = world.get();
    const isOpen = (record: Frozen<WorldCase>) => handoversOf(record).some(({ settled }) => settled === null);
    const mine = Object.entries(state.cases).filter(([, record]) => (isOpenAsked ? isOpen(record) : isExecutor(c, world, record)));
    return c.json({ cases: mine.map(([id, record]) => wireCase(state, id, record)), complete: true });
  });
  api.get('/v1/cases/:id', (c) => {
    const found = findCase(c, world);
    return 'refusal' in found ? refuse(c, found.refusal) : withEtag(c, world, wireCase(world.get(), found.id, found.record), 200);
  });
}

function addClaims(api: Api, world: World): void {
  const at = () => instant(world.nowMs());
  api.post('/v1/cases/:id/claim', (c) =>
    claimWrite(c, world, {
      schema: ClaimBody,
      status: 201,
      step: (record, body, asked) => {
        if (!isExecutor(c, world, record))
          return { refusal: { status: 403, code: 'not-an-executor', detail: 'You may not execute this case.' } };
        return claimStep(record, body, { ...asked, at: at(), newId: `claim-${randomUUID()}` });
      },
    }),
  );
  api.post('/v1/cases/:id/claim/consume', (c) =>
    claimWrite(c, world, {
      schema: ConsumeBody,
      status: 200,
      step: (record, body, asked) =>
        consumeStep(record, body, {
          ...asked,
          at: at(),
          whyNotInForce: () => whyNotInForce(world.get(), c.req.param('id'), world.nowMs()),
        }),
    }),
  );
  api.post('/v1/cases/:id/claim/return', (c) => claimWrite(c, world, { schema: ReturnBody, status: 200, step: returnStep }));
  api.post('/v1/cases/:id/claim/close', (c) =>
    claimWrite(c, world, {
      schema: CloseBody,
      status: 200,
      step: (record, body, asked) => closeStep(record, body, { ...asked, at: at() }),
    }),
  );
}

type ClaimWrite<T> = Readonly<{
  schema: z.ZodType<T>;
  status: 200 | 201;
  step: (record: Frozen<WorldCase>, body: T, asked: Pick<Asked, 'holder' | 'isCurrentVersion'>) => Step;
}>;

async function claimWrite<T>(c: ApiContext, world: World, { schema, status, step }: ClaimWrite<T>): Promise<Response> {
  const parsed = await bodyAs(c, schema);
  if ('refusal' in parsed) return refuse(c, parsed.refusal);
  // From here to the change nothing is awaited: look and write are one turn, which makes the claim atomic.
  const found = findCase(c, world);
  if ('refusal' in found) return refuse(c, found.refusal);
  const result = step(found.record, parsed.body, {
    holder: c.get('caller').personId,
    isCurrentVersion: () => versionRefusal(c, world, found.record),
  });
  if ('refusal' in result) return refuse(c, result.refusal);
  if (result.change !== null) changeCase(world, found.id, result.change);
  return withEtag(c, world, wireClaim(result.claim), status);
}

function addHandovers(api: Api, world: World): void {
  const at = () => instant(world.nowMs());
  api.post('/v1/cases/:id/handover', (c) =>
    handoverWrite(c, world, HandoverBody, (record, body) => handOverStep(record, body, { holder: c.get('caller').personId, at: at() })),
  );
  api.post('/v1/cases/:id/takeover', (c) =>
    claimWrite(c, world, {
      schema: TakeoverBody,
      status: 200,
      step: (record, body, asked) => {
        if (!isExecutor(c, world, record))
          return { refusal: { status: 403, code: 'not-an-executor', detail: 'You may not execute this case.' } };
        return takeOverStep(record, body, { ...asked, at: at() });
      },
    }),
  );
  api.post('/v1/cases/:id/reconcile', (c) =>
    handoverWrite(c, world, ReconcileBody, (record, body) => {
      const holder = c.get('caller').personId;
      const isSecurity = world.get().people[holder]?.roles.includes('security') === true;
      return reconcileStep(record, body, { holder, isSecurity, at: at(), packetDigest: packetDigest(record.packet) });
    }),
  );
}

async function handoverWrite<T>(
  c: ApiContext,
  world: World,
  schema: z.ZodType<T>,
  step: (record: Frozen<WorldCase>, body: T) => HandoverStep,
): Promise<Response> {
  const parsed = await bodyAs(c, schema);
  if ('refusal' in parsed) return refuse(c, parsed.refusal);
  const found = findCase(c, world);
  if ('refusal' in found) return refuse(c, found.refusal);
  const result = step(found.record, parsed.body);
  if ('refusal' in result) return refuse(c, result.refusal);
  changeCase(world, found.id, result.change);
  return withEtag(c, world, result.handover, 201);
}

function addNotes(api: Api, world: World, blobs: Blobs): void {
  api.post('/v1/cases/:id/notes', async (c) => {
    const parsed = await bodyAs(c, NoteBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const found = findCase(c, world);
    if ('refusal' in found) return refuse(c, found.refusal);
    const stale = versionRefusal(c, world, found.record);
    if (stale !== null) return refuse(c, stale);
    const { text } = parsed.body;
    const note = { id: `note-${randomUUID()}`, at: instant(world.nowMs()), sha256: sha256(text), text };
    changeCase(world, found.id, (draft) => draft.notes.push({ ...note, by: c.get('caller').personId }));
    return withEtag(c, world, note, 201);
  });
  api.post('/v1/cases/:id/attachments', async (c) => {
    const parsed = await bodyAs(c, AttachmentBody);
    if ('refusal' in parsed) return refuse(c, parsed.refusal);
    const found = findCase(c, world);
    if ('refusal' in found) return refuse(c, found.refusal);
    const { name, mediaType, contentBase64 } = parsed.body;
    const bytes = Buffer.from(contentBase64, 'base64');
    const id = `att-${randomUUID()}`;
    const about = {
      id,
      at: instant(world.nowMs()),
      by: c.get('caller').personId,
      name,
      mediaType,
      sha256: sha256(bytes),
      sizeBytes: bytes.length,
    };
    blobs.put('attachments', id, bytes);
    changeCase(world, found.id, (draft) => draft.attachments.push(about));
    return withEtag(c, world, { id, sha256: about.sha256 }, 201);
  });
  api.get('/v1/cases/:id/attachments/:attachment', (c) => {
    const found = findCase(c, world);
    if ('refusal' in found) return refuse(c, found.refusal);
    const about = found.record.attachments.find(({ id }) => id === c.req.param('attachment'));
    const bytes = about === undefined ? null : blobs.get('attachments', about.id);
    if (about === undefined || bytes === null) return refuse(c, { status: 404, code: 'not-found', detail: 'There is no such attachment.' });
    const { id, name, mediaType, sha256: hash } = about;
    return c.json({ id, name, mediaType, sha256: hash, contentBase64: Buffer.from(bytes).toString('base64') });
  });
}

type Found = Readonly<{ id: string; record: Frozen<WorldCase> }> | Readonly<{ refusal: Refusal }>;

function findCase(c: ApiContext, world: World): Found {
  const id = c.req.param('id') ?? '';
  const record = Object.hasOwn(world.get().cases, id) ? world.get().cases[id] : undefined;
  return record === undefined ? { refusal: { status: 404, code: 'not-found', detail: `There is no case ${id}.` } } : { id, record };
}

/** Listed by themselves, by an account of theirs, or by a role that they have. */
function isExecutor(c: ApiContext, world: World, record: Frozen<WorldCase>): boolean {
  const { account, personId } = c.get('caller');
  const { accounts = [], roles = [] } = world.get().people[personId] ?? {};
  return [personId, account, ...accounts, ...roles].some((named) => record.executors.includes(named));
}

function versionRefusal(c: ApiContext, world: World, record: Frozen<WorldCase>): Refusal | null {
  const wanted = c.req.header('If-Match');
  if (wanted === undefined) return { status: 428, code: 'version-needed', detail: 'Name the version of the case with If-Match.' };
  if (wanted === caseEtag(world.get(), record)) return null;
  return { status: 412, code: 'version-stale', detail: 'The case has changed since it was read.' };
}

function changeCase(world: World, id: string, change: (draft: WorldCase) => void): void {
  world.update((draft) => {
    const record = draft.cases[id];
    if (record !== undefined) change(record);
  });
}

function withEtag(c: ApiContext, world: World, body: unknown, status: 200 | 201): Response {
  const record = world.get().cases[c.req.param('id') ?? ''];
  if (record !== undefined) c.header('ETag', caseEtag(world.get(), record));
  return c.json(body, status);
}
