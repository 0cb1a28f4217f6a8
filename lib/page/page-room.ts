import type { PageReport, PressControl, StoppedBy } from '../core/compare/page-report.ts';
import type { Profile } from '../core/profile/profile.ts';
import { unreachable } from '../core/reason.ts';
import type { FromPage, PageBrief, ToPage } from '../wire/page-link.ts';
import { type DialogKind, hearDialogs } from './browser-dialogs.ts';
import { isDocument } from './dom.ts';
import { createHold, type Hold } from './hold.ts';
import { createLooking } from './looking.ts';
import { panelOf } from './panel.ts';
import { createPanelSight, type PanelSight } from './panel-sight.ts';
import type { Box, PanelState } from './panel-state.ts';
import { isSameReport, type Sight } from './report.ts';
import type { OpenRoot } from './tree.ts';
import { createUnlistedWords } from './unlisted.ts';
import { createWatch } from './watch.ts';

export type PageLink = Readonly<{
  send: (message: FromPage) => void;
  onMessage: (listener: (message: ToPage) => void) => void;
  /** The worker is out of reach. `isForGood`: the extension is not there any more; otherwise it is asked for again. */
  onLost: (listener: (isForGood: boolean) => void) => void;
}>;

export type PageRoomOptions = Readonly<{
  document: Document;
  window: Window;
  /** The name under which the worker knows this document. */
  documentId: string;
  link: PageLink;
  /** `box`: where the panel, or what it is folded to, is drawn now; null where it is not. */
  overlay: Readonly<{ host: Element; render: (state: PanelState) => void; box: () => Box | null }>;
  clock: Readonly<{ nowMs: () => number }>;
  openRoot: OpenRoot;
  signal: AbortSignal;
}>;

/** A worker that was away may have forgotten the last report: after this long it is told again with its next brief. */
const TOLD_MS = 2_000;

/** What the room knows between two messages. */
type Room = {
  brief: PageBrief | null;
  told: Readonly<{ report: PageReport; atMs: number }> | null;
  stopped: PanelState['stopped'];
  /** The worker is out of reach: what it said last is not shown. */
  isSilent: boolean;
  isCutOff: boolean;
};

/**
 * The only room that touches the console's page: it reads, it holds presses, and it tells. Everything that could commit
 * is held from the first moment, until the worker's brief says otherwise.
 */
export function startPageRoom(options: PageRoomOptions): void {
  const { window, link, overlay, signal } = options;
  const { nowMs } = options.clock;
  const room: Room = { brief: null, told: null, stopped: null, isSilent: false, isCutOff: false };

  const panel = createPanelSight({ ...options, send: link.send, nowMs });
  const words = createUnlistedWords({ send: link.send, nowMs });
  const looking = createLooking({
    ...options,
    nowMs,
    browserDialogs: words.justOpened,
    skip: overlay.host,
    brief: () => room.brief,
    flush: () => watch.flush(),
    onRoots: (roots, unheard) => {
      watch.follow(roots);
      for (const root of roots) if (!isDocument(root)) hold.guard(root, false);
      for (const target of unheard) hold.guard(target, true);
    },
  });
  const render = () => {
    const brief = room.isSilent ? null : room.brief;
    overlay.render(panelOf({ ...room, brief, sight: brief === null ? null : looking.lastLook(), focused: looking.focused() }));
  };
  const onChange = () => {
    const sight = looking.look();
    const report = sight?.report ?? null;
    const { told } = room;
    if (sight !== null && room.brief?.execution != null) for (const one of [words, panel]) one.tell(sight);
    if (report !== null && (told === null || !isSameReport(told.report, report))) {
      if (told !== null && told.report.screen !== report.screen) room.stopped = null;
      room.told = { report, atMs: nowMs() };
      link.send({ type: 'report', report });
    }
    render();
  };
  const heard = { onChange, onMove: frameOnce(window, render), onMutations: looking.forget, onFrame: looking.meetFrame };
  const watch = createWatch({ ...options, ...heard });
  const onStopped = (control: PressControl, by: StoppedBy) => {
    room.stopped = { control, by, atMs: nowMs() };
    watch.ask();
  };
  const hold = createHold({ ...looking, window, nowMs, send: link.send, onStopped, signal });

  const briefed = (next: PageBrief) => {
    const { brief, told } = room;
    if (!isSameProfile(brief?.profile ?? null, next.profile)) looking.startOver();
    if (told !== null && nowMs() - told.atMs > TOLD_MS) room.told = null;
    if (next.armed !== null) room.stopped = null;
    room.brief = next;
    [room.isSilent, room.isCutOff] = [false, false];
    onChange();
    hold.setBrief(next, looking.lastLook());
    const release = next.armed?.release;
    if (release === undefined || release === brief?.armed?.release) return;
    afterPaint(window, () => {
      if (room.brief?.armed?.release === release && !signal.aborted) hold.setPainted({ release, atMs: nowMs() });
    });
  };
  // The page stands still behind a dialog of the browser: all is told before it opens.
  const onDialog = (kind: DialogKind, text: string) => {
    hold.close();
    words.opens(kind, text);
    onChange();
  };
  hearDialogs(window, onDialog, signal);

  link.onMessage((message) => hear(message, { ...looking, ...link, briefed, hold, room, render }));
  link.onLost((isForGood) => fallSilent({ hold, panel, room, render }, isForGood));
}

type Answer = Extract<ToPage, { type: 'window' }>;

/** The answer may come after the press: where it is no, it was not that the way was not open yet. */
function answered(message: Answer, { hold, room, render }: Hearing): void {
  hold.setWindow(message);
  const { stopped } = room;
  if (message.isOpen || stopped?.by !== 'not-open-yet' || stopped.control !== message.control) return;
  room.stopped = { ...stopped, by: 'step-closed' };
  render();
}

type Hearing = Readonly<{
  briefed: (brief: PageBrief) => void;
  lookAfresh: () => Sight | null;
  hold: Hold;
  room: Room;
  render: () => void;
  send: PageLink['send'];
}>;

function hear(message: ToPage, hearing: Hearing): void {
  switch (message.type) {
    case 'brief':
      hearing.briefed(message.brief);
      break;
    case 'read-now': {
      const report = hearing.lookAfresh()?.report ?? null;
      if (report !== null) hearing.send({ type: 'seen', request: message.request, report });
      break;
    }
    case 'window':
      answered(message, hearing);
      break;
    case 'forgotten':
      if (hearing.room.brief !== null) hearing.briefed(forgotten(hearing.room.brief, message.why));
      break;
    default:
      unreachable(message);
  }
}

/** What came of an execution stays in sight; what to do now is another thing. */
function forgotten({ execution, ...brief }: PageBrief, why: string): PageBrief {
  const ended = execution === null ? null : { ...execution, gate: { ...execution.gate, now: why } };
  return { ...brief, execution: ended, elsewhere: { why, isSent: brief.elsewhere?.isSent === true }, mayStep: false, armed: null };
}

type Silenced = Pick<Hearing, 'hold' | 'room' | 'render'> & Readonly<{ panel: PanelSight }>;

/** What the worker said last counts no longer, and what was armed must be armed anew. It speaks again within moments, or never. */
function fallSilent({ hold, panel, room, render }: Silenced, isForGood: boolean): void {
  hold.close();
  panel.forget();
  if (room.brief !== null) room.brief = { ...room.brief, armed: null };
  [room.isSilent, room.isCutOff] = [true, isForGood];
  render();
}

function isSameProfile(a: Profile | null, b: Profile): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** Green counts as seen once two frames have passed since it was drawn: then it is on the glass. */
function afterPaint(window: Window, run: () => void): void {
  window.requestAnimationFrame(() => window.requestAnimationFrame(run));
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
