/**
 * Everything that the worker waits for is a call of a port, and every wait is a place where it can die or be let down.
 * `hold`: no answer until somebody lets it go on, or its deadline ends it. `lost`: done, and nobody hears of it. `down`:
 * nothing arrives. `late`: the caller gives up, and it is done afterwards all the same. `fail`: the browser refuses.
 */
export const FATES = ['hold', 'lost', 'down', 'late', 'fail', 'crash-before', 'crash-after'] as const;
export type Fate = (typeof FATES)[number];

/** `read` and `write` go to outside systems, `disk` and `rules` to the browser, `page` to a console document. */
export type CallKind = 'read' | 'write' | 'disk' | 'rules' | 'page';

/** The calls that an execution turns on; a fault aimed at one of them hits more often than one at any call. */
export const AIMS = [
  'append:opened',
  'append:preflight-read',
  'append:claimed',
  'append:check-asked',
  'append:recheck-read',
  'append:consumed',
  'append:consume-refused',
  'append:gate-opening',
  'append:armed',
  'append:pressed',
  'append:commit-seen',
  'append:commit-stopped',
  'append:release-expired',
  'append:world-changed',
  'append:gate-closed',
  'append:given-back',
  'append:outcome-read',
  'append:restarted',
  'append:tab-lost',
  'append:page-assessed',
  'rules.open',
  'rules.close',
  'case.read',
  'case.claim',
  'case.consume',
  'case.give-back',
  'case.close',
  'case.note',
  'iam.grants',
  'iam.policy',
  'people.recipients',
  'security.raise',
  'page.look',
  'page.open',
  'memory.save',
] as const;

/** One fault: the machine's `nth` call of that name, counted from nought; `*` counts all its calls. */
export type Fault = Readonly<{ who: 0 | 1; call: (typeof AIMS)[number] | '*'; nth: number; fate: Fate }>;

/** What is still to go wrong on one machine. */
export type Plan = Readonly<{ next: (call: string) => Fate | null; clear: () => void }>;

export function planOf(faults: readonly Fault[]): Plan {
  const open = new Map<string, Fate>(faults.map(({ call, nth, fate }) => [`${call} ${nth}`, fate]));
  const counts = new Map<string, number>();
  let all = 0;
  return {
    next: (call) => {
      if (open.size === 0) return null;
      const nth = counts.get(call) ?? 0;
      counts.set(call, nth + 1);
      return open.get(`${call} ${nth}`) ?? open.get(`* ${all++}`) ?? null;
    },
    clear: () => open.clear(),
  };
}
