import { type Draft, type DraftedRequest, isSame, isSameRequest, withRequest } from './draft.ts';
import { fixedQuery, pathPattern } from './learned-address.ts';
import type { LastPress, StoppedForm, Way } from './picked.ts';
import type { Locator, RequestClass, RequestKind } from './profile.ts';

/** Something that was about to be sent, and was stopped. The person says what it is. */
export type Stopped = Readonly<{
  /** What was pressed before it; null where nothing was. */
  pressed: Readonly<{ name: string; role: string; locator: Locator | null }> | null;
  origin: string;
  method: string;
  url: string;
  query: DraftedRequest['query'];
  bodyKey: DraftedRequest['bodyKey'];
  encoding: DraftedRequest['encoding'];
  names: readonly string[];
  plain: DraftedRequest['plain'];
  by: 'navigation' | 'script' | 'socket';
  opens: 'new-tab' | null;
  isBodyRead: boolean;
  /** The page itself stopped it before the network gate had to. */
  stoppedBy: 'page' | 'network';
}>;

/** What a person may say that a stopped request is. */
export type Answer = 'step' | 'back' | 'draft' | 'abandon' | 'revoke' | 'free' | 'commit' | 'news';

/** A request that comes later than this after a press was not made by it. */
const PRESS_MS = 5_000;
/** Roles of what is picked, and not pressed. */
const PICKED_ROLES: ReadonlySet<string> = new Set([
  'option',
  'checkbox',
  'radio',
  'switch',
  'combobox',
  'listbox',
  'menuitemradio',
  'menuitemcheckbox',
]);

/** What is pressed to send something. Enter in a field may send it, too: that field is still one to type in, and is not held. */
function isPressedRole(role: string): boolean {
  return /^(?:button|link|menuitem|tab)$/.test(role);
}

export function stoppedForm(form: StoppedForm): Stopped {
  const url = new URL(form.url);
  const { control } = form;
  return {
    pressed: control === null ? null : { name: control.name, role: 'button', locator: rightWay(control.ways) },
    origin: url.origin,
    method: form.method,
    url: pathPattern(url.pathname),
    query: fixedQuery(url.search),
    bodyKey: form.button === null ? null : { [form.button.name]: form.button.value },
    encoding: 'urlencoded',
    names: form.names,
    plain: {},
    by: 'navigation',
    opens: form.opensTab ? 'new-tab' : null,
    isBodyRead: form.isBodyRead,
    stoppedBy: 'page',
  };
}

type Seen = Readonly<{
  method: string;
  url: string;
  by: 'navigation' | 'script' | 'socket';
  body: Readonly<Record<string, readonly string[]>> | null;
  atMs: number;
}>;

export function stoppedRequest(seen: Seen, press: LastPress | null): Stopped {
  const url = new URL(seen.url);
  const names = Object.keys(seen.body ?? {});
  const isPressed = press !== null && seen.atMs - press.atMs <= PRESS_MS;
  return {
    pressed: isPressed ? { name: press.name, role: press.role, locator: isPressedRole(press.role) ? rightWay(press.ways) : null } : null,
    origin: url.origin,
    method: seen.method,
    url: pathPattern(url.pathname),
    query: fixedQuery(url.search),
    bodyKey: null,
    encoding: seen.body === null ? null : names.some((name) => name.startsWith('/') || name === '') ? 'json' : 'urlencoded',
    names,
    plain: plainIn(seen.body ?? {}, isPressed ? press.unentered : []),
    by: seen.by,
    opens: null,
    isBodyRead: seen.body !== null,
    stoppedBy: 'network',
  };
}

/** A word, a yes or no, or nothing: no token, no time, no id, which the next request has anew. */
const PLAIN = /^(?:[A-Za-z_.]{0,40}|[01])$/;

/**
 * What a person entered in a control is not kept. What a form's scripts add to it is not in the form yet when that is held
 * against the profile.
 */
function plainIn(body: NonNullable<Seen['body']>, unentered: readonly string[]): Readonly<Record<string, string>> {
  const plain = Object.entries(body).flatMap(([name, [value, ...again]]) =>
    unentered.includes(name) && value !== undefined && PLAIN.test(value) && again.every((one) => one === value)
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(plain);
}

/**
 * What a person said of what was stopped. A socket is never taken along as a request, whatever it was called: nothing could tell
 * apart what is sent over it once it is open.
 */
export function withAnswer(draft: Draft, stopped: Stopped, answer: Answer): Draft {
  const obstacle = answer === 'commit' ? obstacleIn(stopped) : null;
  const told = obstacle === null ? draft : { ...draft, obstacles: [...draft.obstacles, obstacle] };
  if (answer === 'news' || stopped.by === 'socket') return { ...told, sockets: [...told.sockets, socketOf(stopped)] };
  const named = withRequest(told, requestNamed(stopped, answer), stopped.pressed?.locator ?? null);
  return answer === 'draft' || answer === 'abandon' ? { ...named, exits: { ...named.exits, [answer]: { isSafe: false } } } : named;
}

function socketOf({ origin, url }: Stopped): string {
  return `${origin}${url}`;
}

/** The request that a person named, and its control. */
export function requestNamed(stopped: Stopped, answer: Exclude<Answer, 'news'>): DraftedRequest {
  const kind: RequestKind = answer === 'draft' || answer === 'abandon' ? 'exit' : answer;
  return {
    kind,
    exit: answer === 'draft' || answer === 'abandon' ? answer : null,
    origin: stopped.origin,
    method: stopped.method,
    url: stopped.url,
    query: stopped.query,
    bodyKey: stopped.bodyKey,
    encoding: stopped.encoding,
    names: stopped.names,
    plain: answer === 'commit' ? stopped.plain : {},
    by: stopped.by === 'socket' ? null : stopped.by,
    ...(answer === 'commit' && stopped.opens !== null ? { opens: stopped.opens } : {}),
    mapped: {},
  };
}

const committedByPick = (what: string) => `It commits as soon as ${what} is picked: there is no submit that could be held.`;

/** Why a console cannot be guarded here, where a person sees it and nothing of it is seen on the network. */
export const OBSTACLES = {
  opaque: 'A field stands in a frame of another site, or in a closed part of the page: it cannot be read.',
  socket: 'It commits over a WebSocket: what is sent over it cannot be told apart, so it cannot be held.',
  picked: committedByPick('something'),
  asked: 'It commits by GET, like any link: a gate that closes links closes the console.',
} as const;

/** Why a console whose submit is this cannot be guarded here, in words; null when it can. */
export function obstacleIn(stopped: Stopped): string | null {
  if (stopped.by === 'socket') {
    const who = stopped.pressed === null ? 'its page, by itself,' : `a press on “${stopped.pressed.name}”`;
    return `It works over a WebSocket: ${who} was about to open one to ${socketOf(stopped)}. What is sent over it cannot be told apart, so no press can be held: each may take effect at once, and so may a mere pick.`;
  }
  if (stopped.method === 'GET' || stopped.method === 'HEAD') return OBSTACLES.asked;
  if (stopped.pressed !== null && PICKED_ROLES.has(stopped.pressed.role)) return committedByPick(`“${stopped.pressed.name}”`);
  if (!stopped.isBodyRead)
    return 'What its submit sends cannot be read by the browser’s extension, so it cannot be compared with what was approved.';
  return null;
}

/** Whether the question that stands is answered first: what a page sends meanwhile does not change it under the hand; another press does. */
export function isAskedFirst(standing: Stopped | null, { pressed }: Stopped): boolean {
  return standing !== null && (pressed === null || isSame(pressed, standing.pressed));
}

/** Whether it was said before what this socket is. */
export function isKnownSocket({ sockets }: Draft, stopped: Stopped): boolean {
  return stopped.by === 'socket' && sockets.includes(socketOf(stopped));
}

/** Whether the network gate closes a socket to there: it does for the console's own host and its API's, and for no other. */
export function isClosedSocket({ startUrl, apiOrigins }: Draft, url: string): boolean {
  return [startUrl, ...apiOrigins].some((one) => new URL(one).host === new URL(url).host);
}

/** What was said of this request before; null when nothing was. */
export function knownAs(draft: Draft, stopped: Stopped): DraftedRequest | null {
  return draft.requests.find((one) => isSameRequest(one, requestNamed(stopped, 'free'))) ?? null;
}

/** The kind of a control that may be let through for a blink; null where none of what was named is it. */
export function passFor(draft: Draft, ways: readonly Way[]): 'step' | 'back' | null {
  const isOne = (locators: readonly Locator[]) => locators.some((one) => ways.some((way) => isSame(way.locator, one)));
  if (isOne(draft.controls.step)) return 'step';
  return isOne(draft.controls.back) ? 'back' : null;
}

/** What the network gate may open while the console is described, and the page may let go. */
export function passable(draft: Draft): readonly RequestClass[] {
  return draft.requests
    .filter(({ kind }) => kind === 'free' || kind === 'step' || kind === 'back')
    .map((one) => ({
      class: one.kind,
      origin: one.origin,
      methods: [one.method],
      url: one.url,
      query: one.query,
      bodyKey: one.bodyKey,
      body: null,
      exit: null,
      by: one.by ?? null,
    }));
}

function rightWay(ways: readonly Way[]): Locator | null {
  return ways.find((way) => way.isRight)?.locator ?? null;
}
