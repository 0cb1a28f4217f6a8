import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from '../../lib/browser/api.ts';
import { ask } from '../../lib/browser/ask.ts';
import { describedPage } from '../../lib/browser/described-page.ts';
import { hostPatterns } from '../../lib/browser/origins.ts';
import type { Problem } from '../../lib/core/problem.ts';
import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import type { Draft } from '../../lib/core/profile/draft.ts';
import type { Practice } from '../../lib/core/profile/draft-practice.ts';
import { createDescribing, type Describing } from '../../lib/workflow/describing.ts';
import { builderView } from '../../lib/workflow/describing-view.ts';
import { keepDraft, keptDraft } from './draft-store.ts';

export type Building = Readonly<{
  /** Null as long as nothing is being described. */
  describing: Describing | null;
  view: BuilderView | null;
  practice: Practice;
  setPractice: (practice: Practice) => void;
  problem: Problem | null;
  /** The draft that was left here. */
  kept: Draft | null;
  begin: (address: string, resumed: Draft | null) => void;
  end: () => void;
}>;

/** Options that are open in another tab may be describing a console: its gate is not opened from here. */
function isAlone(): boolean {
  return browser.extension.getViews({ type: 'tab' }).filter((view) => view.location.pathname === window.location.pathname).length <= 1;
}

const NO_ADDRESS: Problem = {
  seen: 'That is not the address of a page.',
  expected: 'It begins with https:// and is the page on which a request begins.',
  now: 'Open that page in another tab, and copy its address from there.',
};

const NOT_ALONE: Problem = {
  seen: 'The options are open in another tab, which may describe a console.',
  expected: 'One console is described at a time.',
  now: 'Close the other tab, then press Describe this console again.',
};

const NO_ACCESS: Problem = {
  seen: 'Access to that site was not given.',
  expected: 'Its pages have to be looked at, and its requests held, while it is described.',
  now: 'Press Describe this console again, and allow it when the browser asks.',
};

const NOT_BEGUN: Omit<Problem, 'seen'> = {
  expected: 'A console is described while nothing else is at work here, and only where no profile describes it yet.',
  now: 'Put that right, then press Describe this console again.',
};

/** One console that is being described in this page. */
export function useBuilder(): Building {
  const [, redraw] = useState(0);
  const [describing, setDescribing] = useState<Describing | null>(null);
  const [practice, setPractice] = useState<Practice>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [kept, setKept] = useState<Draft | null>(null);
  const life = useRef(new AbortController());
  /** What is drawn first may come after the first press. */
  const hasBegun = useRef(false);

  useEffect(() => {
    void keptDraft().then(setKept);
    const endIfAlone = () => {
      if (isAlone()) void ask<'describe-end'>({ type: 'describe-end' });
    };
    // A builder that was closed without an end leaves its console closed: whoever opens the options opens it again.
    if (!hasBegun.current) endIfAlone();
    window.addEventListener('pagehide', endIfAlone);
    return () => window.removeEventListener('pagehide', endIfAlone);
  }, []);

  const begin = (address: string, resumed: Draft | null): void => {
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol)) {
      setProblem(NO_ADDRESS);
      return;
    }
    if (!isAlone()) {
      setProblem(NOT_ALONE);
      return;
    }
    hasBegun.current = true;
    // A browser asks a person only while the press lasts.
    void browser.permissions.request({ origins: hostPatterns([url.origin, ...(resumed?.apiOrigins ?? [])]) }).then(async (isGiven) => {
      if (!isGiven) return setProblem(NO_ACCESS);
      life.current.abort();
      life.current = new AbortController();
      const next = createDescribing(url.href, resumed, {
        page: describedPage(life.current.signal),
        gate: {
          begin: (console) => ask<'describe'>({ type: 'describe', console }),
          pass: (tabId, kind) => ask<'describe-pass'>({ type: 'describe-pass', tabId, kind }),
          end: () => ask<'describe-end'>({ type: 'describe-end' }),
        },
        save: keepDraft,
        changed: () => redraw((count) => count + 1),
      });
      const refused = await next.begin();
      setProblem(refused === null ? null : { ...NOT_BEGUN, seen: refused });
      if (refused === null) setDescribing(next);
    });
  };
  const end = (): void => {
    life.current.abort();
    void describing?.end();
    setDescribing(null);
    void keptDraft().then(setKept);
  };
  const view = describing === null ? null : builderView(describing.state(), practice);
  return { describing, view, practice, setPractice, problem, kept, begin, end };
}
