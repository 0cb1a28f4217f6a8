import { type Addendum, addendumDraft, addendumName, readAddendum, sealAddendum } from '../core/evidence/addendum.ts';
import { addendumShows, addendumWords, type CorrectionFinding } from '../core/evidence/addendum-words.ts';
import { STATEMENT } from '../core/evidence/bundle-names.ts';
import { unzipBundle } from '../core/evidence/bundle-zip.ts';
import { bytesOfHex, keyOfPem } from '../core/evidence/encoding.ts';
import type { AddendumView } from '../core/execution/page-views.ts';
import type { Sha256Hex } from '../core/packet/packet.ts';
import { callOptions } from './call-options.ts';
import type { Context } from './context.ts';
import { receiptsOf } from './delivering.ts';
import { ADDENDA, BUNDLE_FILE } from './kept-files.ts';
import { dispatchTo } from './recorded.ts';

/** What is learnt after the end, before it is signed: who says it follows from whose device this is. */
export type Learnt = { [Is in Addendum['is']]: Omit<Extract<Addendum, { is: Is }>, 'v' | 'execution' | 'at' | 'by'> }[Addendum['is']];

/**
 * Signs what was learnt about a closed execution, chained to its bundle's statement, and keeps it beside the bundle, to be
 * delivered and exported with it. False while there is no bundle, or no enrolled device of whoever is signed in to sign with.
 */
export async function signAddendum(context: Context, execution: string, learnt: Learnt): Promise<boolean> {
  const { clock, enrolled, journal, signer } = context.ports.device;
  const systems = await context.ports.systems();
  const [device, me, statement] = await Promise.all([
    enrolled(),
    systems?.caseSystem.me(callOptions(context)),
    statementOf(context, execution),
  ]);
  const spki = keyOfPem((await signer.device()).signingKey);
  if (device === null || statement === null || spki === null) return false;
  if (!me?.isRead || me.value.person.id !== device.person) return false;
  const addendum = { v: 1, execution, at: new Date(clock.nowMs()).toISOString(), by: device.person, ...learnt } as const;
  const { payload, pae } = addendumDraft(addendum, statement);
  const sealed = sealAddendum(payload, await signer.sign(pae), bytesOfHex(await signer.sha256(spki)));
  const name = addendumName(addendum, await signer.sha256(payload));
  await journal.putFile(execution, `${ADDENDA}${name}`, sealed);
  const body = { name, sha256: await signer.sha256(sealed), is: addendum.is };
  await dispatchTo(context, execution, { type: 'noted', what: 'addendum-signed', body });
  return true;
}

/** The SHA-256 of the statement that the execution's bundle was signed over; null while there is none. */
async function statementOf({ ports }: Context, execution: string): Promise<Sha256Hex | null> {
  const { journal, signer } = ports.device;
  const zip = await journal.file(execution, BUNDLE_FILE);
  const read = zip === null ? null : unzipBundle(zip);
  const bytes = read?.isRead ? read.files.get(STATEMENT) : undefined;
  return bytes === undefined ? null : signer.sha256(bytes);
}

/** The signed files that stand beside a bundle, by name. */
export async function addendaOf({ ports }: Context, execution: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const { journal } = ports.device;
  const found = new Map<string, Uint8Array>();
  for (const path of await journal.paths(execution)) {
    const bytes = path.startsWith(ADDENDA) ? await journal.file(execution, path) : null;
    if (bytes !== null) found.set(path.slice(ADDENDA.length), bytes);
  }
  return found;
}

/** Whether the last that was learnt of an execution is this very correction: then signing it again would say nothing new. */
export async function isLastCorrection(context: Context, execution: string, finding: CorrectionFinding): Promise<boolean> {
  const known = (await allAddenda(context)).get(execution) ?? [];
  const last = known.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  return last?.is === 'correction' && last.finding === finding;
}

/** What stands beside a bundle in words, each verified again with the keys of this device. */
export async function addendumViews(context: Context, execution: string): Promise<readonly AddendumView[]> {
  const { enrolled, verifyTools } = context.ports.device;
  const own = await enrolled();
  const statement = await statementOf(context, execution);
  const receipts = await receiptsOf(context, execution);
  const views: AddendumView[] = [];
  for (const [name, bytes] of await addendaOf(context, execution)) {
    const read = await readAddendum(bytes, verifyTools, own === null ? [] : [own]);
    const isOfBundle = read.isGood && (statement === null || read.statement === statement);
    views.push({
      name,
      at: read.isGood ? read.addendum.at : null,
      by: read.isGood ? read.addendum.by : null,
      says: !read.isGood ? `This file ${read.says}.` : isOfBundle ? addendumWords(read.addendum) : 'This file is about another bundle.',
      shows: read.isGood && isOfBundle ? addendumShows(read.addendum) : null,
      isGood: isOfBundle,
      isDelivered: receipts.has(name),
    });
  }
  return views.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Addenda of all executions of this device that are believed, for the measures. */
export async function allAddenda(context: Context): Promise<ReadonlyMap<string, readonly Addendum[]>> {
  const { enrolled, journal, verifyTools } = context.ports.device;
  const own = await enrolled();
  const found = new Map<string, Addendum[]>();
  for (const { execution, path } of await journal.under(ADDENDA)) {
    const bytes = await journal.file(execution, path);
    const read = bytes === null || own === null ? null : await readAddendum(bytes, verifyTools, [own]);
    if (read?.isGood && read.addendum.execution === execution) found.set(execution, [...(found.get(execution) ?? []), read.addendum]);
  }
  return found;
}
