import type { PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { Profile } from '../core/profile/profile.ts';
import { unreachable } from '../core/reason.ts';
import type { FromPage, PageBrief, ToPage } from '../wire/page-link.ts';
import { documentInside, focusedIn, isClosedRoot, isDocument, nameOfTag, type Root, windowOf } from './dom.ts';
import { createHand } from './hand.ts';
import { createHold } from './hold.ts';
import { createNames } from './names.ts';
import type { PanelState } from './panel-state.ts';
import { isSameReport, lookAtPage, type Sight } from './report.ts';
import { boxIn, rowsOf } from './rows.ts';
import { type OpenRoot, rememberingRoots } from './tree.ts';
import { createWatch } from './watch.ts';

export type PageLink = Readonly<{
  send: (message: FromPage) => void;
  onMessage: (listener: (message: ToPage) => void) => void;
  onCutOff: (listener: (isCutOff: boolean) => void) => void;
}>;

export type PageRoomOptions = Readonly<{
  document: Document;
  window: Window;
  /** The name under which the worker knows this document. */
  documentId: string;
  link: PageLink;
  overlay: Readonly<{ host: Element; render: (state: PanelState) => void }>;
  clock: Readonly<{ nowMs: () => number }>;
  openRoot: OpenRoot;
  signal: AbortSignal;
}>;

/** A worker that was away may have forgotten the last report: after this long it is told again with its next brief. */
const TOLD_MS = 2_000;

/**
 * The only room that touches the console's page: it reads, it holds presses, and it tells. Everything that could commit
 * is held from the first moment, until the worker's brief says otherwise.
 */
export function startPageRoom(options: PageRoomOptions): void {
  const { document, window, link, overlay, clock, signal } = options;
  const names = createNames();
  const roots = rememberingRoots(options.openRoot);
  let brief: PageBrief | null = null;
  let sight: Sight | null = null;
  let stopped: PanelState['stopped'] = null;
  let isCutOff = false;
  let isUntold = true;
  let toldMs = Number.NEGATIVE_INFINITY;

  const focused = () => focusedAt(document);
  const hand = createHand({ window, nowMs: clock.nowMs, focused, signal });

  const look = (): Sight | null => {
    if (brief === null) return null;
    const { profile } = brief;
    const { pathname } = window.location;
    const input = {
      document,
      documentId: options.documentId,
      pathname,
      hand,
      names,
      nowMs: clock.nowMs(),
      openRoot: roots.open,
      skip: overlay.host,
    };
    const next = lookAtPage({ ...input, profile });
    followRoots(next.finder.tree.roots);
    if (stopped !== null && next.report.screen !== sight?.report.screen) stopped = null;
    sight = next;
    return next;
  };
  const lookAfresh = (): Sight | null => {
    watch.flush();
    names.forgetAll();
    roots.forget();
    return look();
  };
  const lastLook = (): Sight | null => {
    watch.flush();
    return sight ?? look();
  };

  const render = () => overlay.render(panelOf({ brief, sight, stopped, isCutOff, focused: focused() }));

  const onChange = () => {
    const before = sight;
    const next = look();
    if (next !== null && (isUntold || before === null || !isSameReport(before.report, next.report))) {
      isUntold = false;
      toldMs = clock.nowMs();
      link.send({ type: 'report', report: next.report });
    }
    render();
  };
  const onStopped = (control: PressControl, by: StoppedBy) => {
    stopped = { control, by, atMs: clock.nowMs() };
    watch.ask();
  };

  const watch = createWatch({ window, document, onChange, onMove: frameOnce(window, render), onMutations: names.forget, signal });
  const hold = createHold({ window, nowMs: clock.nowMs, lookAfresh, lastLook, send: link.send, onStopped, signal });
  const guarded = new WeakSet<Root>([document]);
  const followRoots = (found: readonly Root[]) => {
    watch.follow(found);
    for (const root of found) {
      if (guarded.has(root)) continue;
      guarded.add(root);
      const target = isDocument(root) ? windowOf(root) : root;
      const isUnheard = isDocument(root) || isClosedRoot(root);
      hold.guard(target, isUnheard);
      if (isUnheard) hand.listenOn(target);
    }
  };

  const briefed = (next: PageBrief) => {
    const isOtherProfile = !isSameProfile(brief?.profile ?? null, next.profile);
    const isNewRelease = next.armed !== null && next.armed.release !== brief?.armed?.release;
    if (isOtherProfile) sight = null;
    brief = next;
    stopped = next.armed === null ? stopped : null;
    isCutOff = false;
    isUntold ||= clock.nowMs() - toldMs > TOLD_MS;
    onChange();
    hold.setBrief(next, lastLook());
    if (isNewRelease) tellPainted(next.armed.release);
  };

  /** Green counts as seen once two frames have passed since it was drawn: then it is on the glass. */
  const tellPainted = (release: string) => {
    const isStill = () => brief?.armed?.release === release && !signal.aborted;
    window.requestAnimationFrame(() =>
      window.requestAnimationFrame(() => {
        if (!isStill()) return;
        const painted = { release, atMs: clock.nowMs() };
        hold.setPainted(painted);
        link.send({ type: 'painted', ...painted });
      }),
    );
  };

  link.onMessage((message) => {
    switch (message.type) {
      case 'brief':
        return briefed(message.brief);
      case 'read-now': {
        const now = lookAfresh();
        if (now !== null) link.send({ type: 'seen', request: message.request, report: now.report });
        return;
      }
      case 'window':
        return hold.setWindow(message);
      case 'ping':
        return link.send({ type: 'pong', nonce: message.nonce });
      default:
        return unreachable(message);
    }
  });
  link.onCutOff((isGone) => {
    isCutOff = isGone;
    if (isGone) hold.close();
    render();
  });
}

function isSameProfile(a: Profile | null, b: Profile): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

type Shown = Readonly<{
  brief: PageBrief | null;
  sight: Sight | null;
  stopped: PanelState['stopped'];
  isCutOff: boolean;
  focused: Element | null;
}>;

function panelOf({ brief, sight, stopped, isCutOff, focused }: Shown): PanelState {
  const tree = sight?.finder.tree;
  return {
    brief,
    report: sight?.report ?? null,
    screenTitle: brief === null || sight === null ? null : titleOf(brief.profile, sight.report.screen),
    rows: brief === null || sight === null ? [] : rowsOf(brief, sight, focused),
    commitBoxes: tree === undefined ? [] : (sight?.commits ?? []).flatMap((element) => boxIn(element, tree) ?? []),
    focusBox: tree === undefined || focused === null || /^(?:body|html)$/.test(nameOfTag(focused)) ? null : boxIn(focused, tree),
    stopped,
    isCutOff,
  };
}

function titleOf(profile: Profile, screen: string | null): string | null {
  if (profile.review !== null && profile.review.id === screen) return profile.review.title;
  return profile.screens.find((one) => one.id === screen)?.title ?? null;
}

/** The control in focus, also inside same-origin frames. */
function focusedAt(document: Document): Element | null {
  const focused = focusedIn(document);
  const inner = focused === null ? null : documentInside(focused);
  return inner === null ? focused : (focusedAt(inner) ?? focused);
}

/** Runs at most once in a frame, however often it is called. */
function frameOnce(window: Window, run: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    window.requestAnimationFrame(() => {
      isAsked = false;
      run();
    });
  };
}
