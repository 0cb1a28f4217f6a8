import { browser } from '../../lib/browser/api.ts';
import { clock } from '../../lib/browser/clock.ts';
import { readDeployment } from '../../lib/browser/deployment.ts';
import { describedNow } from '../../lib/browser/described-gate.ts';
import { sha256Hex } from '../../lib/browser/digest.ts';
import { journalStore } from '../../lib/browser/journal-store.ts';
import { memory } from '../../lib/browser/memory.ts';
import { closedNow, networkGate } from '../../lib/browser/network-gate.ts';
import { pageLink } from '../../lib/browser/page-link.ts';
import { readProfiles } from '../../lib/browser/profile-shelf.ts';
import { renderer } from '../../lib/browser/renderer.ts';
import { signer } from '../../lib/browser/signer.ts';
import { verifyTools } from '../../lib/browser/verify-tools.ts';
import type { KnownProfile } from '../../lib/ports/profiles.ts';
import { boot } from '../../lib/workflow/booting.ts';
import { type Context, newContext } from '../../lib/workflow/context.ts';
import { pageArrived, pageSaid } from '../../lib/workflow/page-events.ts';
import { guardConsoles, guardedProfiles } from '../../lib/workflow/profiles.ts';
import { connect } from './connect.ts';
import { drawHere } from './draw-here.ts';
import { listen } from './listen.ts';
import { enrolledDevice } from './setup.ts';
import { showing } from './showing.ts';

/** Wires the adapters into the workflow. All listeners are registered before the first await. */
export function startWorker(): void {
  let profiles: readonly KnownProfile[] | null = null;
  let isBegun = false;
  const loadProfiles = async () => {
    profiles = await readProfiles();
    return profiles;
  };
  const plain = async () => guardedProfiles(context, profiles ?? (await loadProfiles()));

  const gate = networkGate(plain, describedNow, () => context.waiting.size === 0);
  const keys = signer();
  const pages = pageLink(plain, {
    connected: (tabId) => void ready.then(() => views.brief(tabId)).then(() => pageArrived(context, tabId)),
    said: (tabId, message) => void ready.then(() => pageSaid(context, tabId, message)),
    gone: () => undefined,
    isSettled: () => isBegun && context.waiting.size === 0,
  });
  const context: Context = newContext({
    ports: {
      device: {
        clock,
        journal: journalStore(sha256Hex),
        signer: keys,
        gate,
        pages,
        renderer: renderer(drawHere),
        verifyTools,
        memory,
        wakeAt: async (name, atMs) => browser.alarms.create(name, { when: atMs }),
        enrolled: enrolledDevice,
        version: browser.runtime.getManifest().version,
      },
      systems: async () => {
        const known = await readDeployment();
        return known === null ? null : connect(known.deployment);
      },
      profiles: async () => profiles ?? loadProfiles(),
    },
    changed: () => views.changed(),
    signal: new AbortController().signal,
  });

  const views = showing(() => context, pages, plain);
  // What a worker before this one left open is closed before anything is read, and also where nothing can be read.
  const read = gate.closeAll().then(loadProfiles);
  const ready = read
    .then(() => boot(context))
    .then(() => {
      isBegun = true;
    });
  let mayBeGuarded = (_url: string) => true;
  // Where policy's deployment cannot be used, what the rules keep closed is all that is known of what to guard.
  const lastKnown = read.catch(async () => {
    mayBeGuarded = await closedNow();
  });
  listen({
    context,
    gate,
    signer: keys,
    pages,
    ready,
    guarded: {
      profiles: () => (profiles === null ? null : guardedProfiles(context, profiles)),
      mayBeGuarded: (url) => mayBeGuarded(url),
      read: Promise.allSettled([lastKnown]),
    },
    reload: async () => {
      await loadProfiles();
      await guardConsoles(context);
      context.changed();
    },
  });
}
