import { type Draft, isControlOf, isSame } from '../core/profile/draft.ts';
import { isTriedAlike, type Practice, trialOf } from '../core/profile/draft-practice.ts';
import { type Target, withConfirmation } from '../core/profile/draft-saying.ts';
import {
  type Answer,
  isAskedFirst,
  isClosedSocket,
  isKnownSocket,
  knownAs,
  obstacleIn,
  passable,
  passFor,
  type Stopped,
  stoppedForm,
  stoppedRequest,
  withAnswer,
} from '../core/profile/learning.ts';
import type { LastPress } from '../core/profile/picked.ts';
import { sentence, unreachable } from '../core/reason.ts';
import type { DescribedConsole, DescribedPage, DescribedRequest } from '../ports/described.ts';
import type { FromDescribed } from '../wire/describe-link.ts';
import type { Reply } from '../wire/messages.ts';
import { consoleOf } from './described-console.ts';
import { type DescribingState, newDescribing } from './describing-state.ts';
import { triedKey } from './describing-tried.ts';
import { againWords, answerWords, isInSaved, openSocketWords, pointFor } from './describing-words.ts';

/** What the worker is asked for. */
export type DescribingPorts = Readonly<{
  page: DescribedPage;
  gate: Readonly<{
    begin: (console: DescribedConsole) => Promise<Reply<'describe'>>;
    pass: (tabId: number, kind: 'step' | 'back') => Promise<Reply<'describe-pass'>>;
    end: () => Promise<unknown>;
  }>;
  save: (draft: Draft) => Promise<void>;
  changed: () => void;
}>;

const UNDO_MAX = 100;

/** A console that is being described: what the person points at and presses becomes a draft, step by step, each of which can be taken back. */
export type Describing = Readonly<{
  state: () => DescribingState;
  begin: () => Promise<string | null>;
  end: () => Promise<void>;
  point: (target: Target) => void;
  rest: () => void;
  look: () => void;
  /** Changes the draft, and remembers how it was. */
  change: (to: (draft: Draft) => Draft, says: string) => void;
  undo: () => void;
  /** The picked thing has been named, or is let go. */
  settle: () => void;
  answer: (answer: Answer) => void;
  forgetStopped: () => void;
  /** A page of the console that was saved to a file stands open beside the live one: what it says is pointed at there. */
  openSaved: (saved: Pick<DescribedPage, 'send'>) => void;
  hearSaved: (message: FromDescribed) => void;
  tryOut: (practice: Practice) => void;
}>;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one store, whose acts all change the one state.
export function createDescribing(startUrl: string, resumed: Draft | null, ports: DescribingPorts): Describing {
  const { page, gate } = ports;
  const past: Draft[] = [];
  let press: LastPress | null = null;
  /** What the person did not know: the same once more is not asked again at once. */
  let left: Stopped | null = null;
  let saved: Pick<DescribedPage, 'send'> | null = null;
  let state = newDescribing(startUrl, resumed);
  const set = (change: Partial<DescribingState>) => {
    state = { ...state, ...change };
    ports.changed();
  };
  const tellGate = async () => {
    page.send({ type: 'may-pass', requests: passable(state.draft) });
    const reply = await gate.begin(consoleOf(state.draft));
    if (!reply.ok) set({ says: sentence(reply.reason) });
  };
  const tryAgain = () => {
    if (state.trying !== null) page.send({ type: 'try', trial: trialOf(state.draft, state.trying) });
  };
  const replace = (draft: Draft, says: string | null) => {
    // What was tried with another profile says nothing of this one.
    const isAlike = isTriedAlike(draft, state.draft);
    set({ draft, undoable: past.length, says, ...(isAlike ? {} : { tried: {} }) });
    if (!isAlike) tryAgain();
    void ports.save(draft);
    void tellGate();
  };
  const change: Describing['change'] = (to, says) => {
    past.push(state.draft);
    if (past.length > UNDO_MAX) past.shift();
    replace(to(state.draft), says);
  };
  const stop = (stopped: Stopped) => {
    const control = stopped.pressed?.locator ?? null;
    const isLeft = isAskedFirst(state.stopped, stopped) || (stopped.pressed === null && isSame(stopped, left));
    if (isLeft || isKnownSocket(state.draft, stopped)) return;
    const known = knownAs(state.draft, stopped);
    // The same request by another button: whether that is the same, too, only the person knows.
    if (known === null || (control !== null && !isControlOf(state.draft, known, control))) {
      set({ stopped, quiet: null });
      void page.show('builder');
      return;
    }
    set({ says: againWords(known.kind) });
  };
  const openFor = async (kind: 'step' | 'back' | null) => {
    const tabId = page.tabId();
    if (kind === null || tabId === null) return;
    const reply = await gate.pass(tabId, kind);
    if (reply.ok) page.send({ type: 'open', untilMs: reply.value.untilMs });
  };
  const onPressed = (next: LastPress) => {
    press = next;
    const kind = passFor(state.draft, next.ways);
    if (kind === null) set({ quiet: next.role === 'button' || next.role === 'link' ? next.name : null });
    void openFor(kind);
  };
  const onSocket = ({ url, atMs }: Extract<FromDescribed, { type: 'socket' }>) => {
    if (isClosedSocket(state.draft, url)) return stop(stoppedRequest({ method: 'GET', url, by: 'socket', body: null, atMs }, press));
    set({ says: openSocketWords(new URL(url)) });
  };
  const hear = (message: FromDescribed) => {
    switch (message.type) {
      case 'here':
        page.send({ type: 'may-pass', requests: passable(state.draft) });
        if (state.target !== null) page.send(pointFor(state.target, state.draft));
        tryAgain();
        // What another page showed is not what this one shows.
        set({ screen: null });
        return page.send({ type: 'look' });
      case 'screen':
        return set({ screen: message.screen, opaque: message.opaque });
      case 'picked':
        if (state.target === null) return;
        set({ picked: { target: state.target, picked: message.picked }, target: null, screen: message.picked.screen });
        return void page.show('builder');
      case 'gave-up':
        set({ target: null });
        return void page.show('builder');
      case 'pressed':
        return onPressed(message.press);
      case 'nearing':
        return void openFor(passFor(state.draft, message.ways));
      case 'socket':
        return onSocket(message);
      case 'stopped':
        return stop(stoppedForm(message.form));
      case 'tried':
        return set({ tried: { ...state.tried, [triedKey(message.tried)]: message.tried } });
      default:
        return unreachable(message);
    }
  };
  const onRequest = (request: DescribedRequest) => {
    if (request.isRelayed && state.draft.hasServiceWorker !== true) replace({ ...state.draft, hasServiceWorker: true }, state.says);
    if (request.wasStopped) stop(stoppedRequest(request, press));
  };
  page.onMessage(hear);
  page.onRequest(onRequest);
  page.onConnected((isConnected) => set({ isConnected }));

  return {
    state: () => state,
    begin: async () => {
      const reply = await gate.begin(consoleOf(state.draft));
      if (!reply.ok) return sentence(reply.reason);
      await page.open(startUrl);
      return null;
    },
    end: async () => void (await gate.end()),
    point: (target) => {
      set({ target, picked: null, says: null, quiet: null });
      if (saved !== null && isInSaved(target)) return saved.send(pointFor(target, state.draft));
      page.send(pointFor(target, state.draft));
      void page.show('console');
    },
    rest: () => {
      page.send({ type: 'rest' });
      saved?.send({ type: 'rest' });
      set({ target: null });
    },
    look: () => page.send({ type: 'look' }),
    change,
    undo: () => {
      const before = past.pop();
      if (before !== undefined) replace(before, 'Taken back.');
    },
    settle: () => set({ picked: null }),
    answer: (answer) => {
      const { stopped, draft } = state;
      if (stopped === null) return;
      const known = knownAs(draft, stopped)?.kind ?? null;
      const says = answerWords(answer, answer === 'commit' ? obstacleIn(stopped) : null, known);
      set({ stopped: null, says });
      // No answer opens what is known as the submit already, whichever button sends it.
      if (known !== 'commit' || answer === 'commit') change((now) => withAnswer(now, stopped, answer), says);
    },
    forgetStopped: () => {
      left = state.stopped;
      set({ stopped: null });
    },
    openSaved: (next) => {
      saved = next;
      next.send({ type: 'look' });
    },
    hearSaved: (message) => {
      if (message.type === 'picked' || message.type === 'gave-up') hear(message);
      if (message.type === 'screen')
        change((draft) => withConfirmation(draft, message.screen.recognise), 'The saved page is a confirmation. Point at what it repeats.');
    },
    tryOut: (practice) => {
      set({ tried: {}, trying: practice, says: null });
      tryAgain();
      void page.show('console');
    },
  };
}
