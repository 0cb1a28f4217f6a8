import { browser } from '../../lib/browser/api.ts';
import { showState } from '../../lib/browser/badge.ts';
import { clock } from '../../lib/browser/clock.ts';
import { readDeployment, readProfiles } from '../../lib/browser/deployment.ts';
import { sha256Hex } from '../../lib/browser/digest.ts';
import { journalStore } from '../../lib/browser/journal-store.ts';
import { memory } from '../../lib/browser/memory.ts';
import { networkGate } from '../../lib/browser/network-gate.ts';
import { pageLink } from '../../lib/browser/page-link.ts';
import { renderer } from '../../lib/browser/renderer.ts';
import { signer } from '../../lib/browser/signer.ts';
import { verifyTools } from '../../lib/browser/verify-tools.ts';
import { gateState, gateView } from '../../lib/core/execution/gate-view.ts';
import type { KnownProfile } from '../../lib/ports/profiles.ts';
import { boot } from '../../lib/workflow/booting.ts';
import { briefFor } from '../../lib/workflow/briefs.ts';
import { type Context, latestRun, runOfTab } from '../../lib/workflow/context.ts';
import { pageArrived, pageSaid } from '../../lib/workflow/page-events.ts';
import { factsOf } from '../../lib/workflow/popup.ts';
import { connect } from './connect.ts';
import { listen } from './listen.ts';
import { enrolledDevice } from './setup.ts';

/** How long many small changes are gathered before the views are made again. */
const VIEW_EVERY_MS = 30;

/** Wires the adapters into the workflow. All listeners are registered before the first await. */
export function startWorker(): void {
  let profiles: readonly KnownProfile[] | null = null;
  const loadProfiles = async () => {
    profiles = await readProfiles();
    return profiles;
  };
  const plain = async () => (profiles ?? (await loadProfiles())).map((one) => one.profile);

  const gate = networkGate(plain);
  const keys = signer();
  const pages = pageLink(plain, {
    connected: (tabId) => void ready.then(() => brief(tabId)).then(() => pageArrived(context, tabId)),
    said: (tabId, message) => void ready.then(() => pageSaid(context, tabId, message)),
    gone: () => undefined,
  });
  const context: Context = {
    ports: {
      device: {
        clock,
        journal: journalStore(sha256Hex),
        signer: keys,
        gate,
        pages,
        renderer: renderer(null),
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
    runs: new Map(),
    changed: () => scheduleViews(),
    signal: new AbortController().signal,
  };

  let isScheduled = false;
  const scheduleViews = () => {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      void showEverywhere();
    }, VIEW_EVERY_MS);
  };
  const showEverywhere = async () => {
    for (const tabId of pages.tabs()) await brief(tabId);
    const run = latestRun(context);
    await showState(run === null ? null : gateState(run.state), run === null ? '' : gateView(run.state, factsOf(run), clock.nowMs()).word);
    await browser.runtime.sendMessage({ target: 'pages', what: 'changed' }).catch(() => undefined);
  };
  const brief = async (tabId: number) => {
    const origin = pages.originOf(tabId);
    const profile =
      runOfTab(context, tabId)?.facts.known.profile ?? (await plain()).find((one) => one.where.pageOrigins.includes(origin ?? ''));
    if (profile !== undefined) pages.brief(tabId, briefFor(context, tabId, profile));
  };

  const ready = loadProfiles().then(() => boot(context));
  listen({
    context,
    gate,
    signer: keys,
    pages,
    ready,
    profilesNow: () => profiles?.map((one) => one.profile) ?? null,
    reload: async () => {
      for (const { profile } of await loadProfiles()) await gate.guard(profile);
    },
  });
}
