import type { HandBrowser } from '../hand/browser.ts';
import type { Page } from '../hand/page.ts';
import type { BrowserName } from '../setup/browser.ts';

/** Where a way's page stands and what it aims at. Every address carries the way's id, so that its commit is known by it. */
export type At = Readonly<{
  id: string;
  /** The guarded console. */
  origin: string;
  /** The same server under a name that no profile knows: a page of somebody else. */
  elsewhere: string;
  /** The commit, as the profile has it. */
  commit: string;
  /** The commit in a console whose commits are only read (GET). */
  commitByRead: string;
  /** The same commit in another spelling of its path. */
  commitAs: (path: string) => string;
  /** What the commit sends, as a form would. */
  body: string;
  /** An address that answers with a redirect; on the console it is one of the requests that are always free. */
  redirect: (from: 'console' | 'elsewhere', status: number) => string;
  /** A file of this way, or its page again. */
  file: (name: string) => string;
}>;

export type Served = Readonly<{
  type: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
  /** What follows this long after the rest. */
  late?: Readonly<{ body: string; afterMs: number }>;
}>;

/** Why a way does not work in a browser even without the extension: the browser has nothing of the kind, or the test cannot bring it about. */
export type Absence = Readonly<{ because: 'browser' | 'test'; says: string }>;

/** What makes a way one of its own: who begins (`initiator`), how it travels (`transport`) and where it goes (`target`). */
export type Named = Readonly<{
  id: string;
  initiator: string;
  transport: string;
  target: string;
  /** Why an extension cannot stop it, and the policy that closes it. Such a way is shown and counted apart. */
  beyond?: string;
  /** Why a console that can be committed in this way is not guarded at all. Such a way is shown and counted apart, too. */
  refused?: string;
  absent?: Partial<Readonly<Record<BrowserName, Absence>>>;
  /** Why it gets out where there is no blocking listener, and what closes it. With one it is stopped as every other. */
  bestEffort?: string;
}>;

/** One way to make a console send its commit. */
export type Way = Named &
  Readonly<{
    /** The page's body; nothing where the way needs no page. */
    page: (at: At) => string;
    headers?: (at: At) => Readonly<Record<string, string>>;
    files?: Readonly<Record<string, (at: At) => Served>>;
    /** The page stands elsewhere, not on the console. */
    isElsewhere?: boolean;
    /** What a person does, with trusted events, once the page is there. */
    hand?: (page: Page, at: At, browser: HandBrowser) => Promise<void>;
    /** Sent from outside of every page. */
    send?: (at: At) => Promise<void>;
    /** The one that begins is another extension, which both browsers then have. */
    needsNeighbour?: boolean;
  }>;

export const COMMIT_NAME = 'Grant access';

/** A form that commits when it is sent. */
export function commitForm(at: At, parts: Readonly<{ attributes?: string; inside?: string; action?: string }> = {}): string {
  const { attributes = '', inside = `<button id="b">${COMMIT_NAME}</button>`, action = at.commit } = parts;
  const fields = [...new URLSearchParams(at.body)].map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
  return `<form id="f" method="post" action="${action}" ${attributes}>${fields}${inside}</form>`;
}

/** A script of the page. */
export function script(text: string): string {
  return `<script>${text}</script>`;
}

/** A request by `fetch`, as text of a script. */
export function fetchCommit(at: At, init = '', url: string = at.commit): string {
  return `fetch(${JSON.stringify(url)}, { method: 'POST', body: new URLSearchParams(${JSON.stringify(at.body)}), ${init} })`;
}

/** Sends the form by a script, when the page is there. */
export const SEND_FORM = 'addEventListener("load", () => setTimeout(() => document.getElementById("f").submit()));';
