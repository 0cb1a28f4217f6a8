import type { Draft } from '../../../lib/core/profile/draft.ts';
import type { DescribedConsole, DescribedRequest } from '../../../lib/ports/described.ts';
import type { FromDescribed, ToDescribed } from '../../../lib/wire/describe-link.ts';
import { createDescribing } from '../../../lib/workflow/describing.ts';

/** A request of a console's script that the gate stopped. */
export const STOPPED: DescribedRequest = {
  method: 'POST',
  url: 'https://console.example/next',
  by: 'script',
  body: { '/a': ['1'] },
  wasStopped: true,
  isRelayed: false,
  atMs: 10,
};

/** A console that is described without a browser: what it is told is kept, and it says what the test says. */
export function openDescribing(resumed: Draft | null = null) {
  const sent: ToDescribed[] = [];
  const begun: DescribedConsole[] = [];
  const passed: string[] = [];
  const shown: string[] = [];
  let tell: (message: FromDescribed) => void = () => undefined;
  let request: (seen: DescribedRequest) => void = () => undefined;
  const describing = createDescribing(resumed?.startUrl ?? 'https://console.example/new', resumed, {
    page: {
      open: async () => undefined,
      tabId: () => 7,
      send: (message) => void sent.push(message),
      onMessage: (listener) => {
        tell = listener;
      },
      onConnected: () => undefined,
      onRequest: (listener) => {
        request = listener;
      },
      show: async (which) => void shown.push(which),
    },
    gate: {
      begin: async (console) => {
        begun.push(console);
        return { ok: true, value: null };
      },
      pass: async (_, kind) => {
        passed.push(kind);
        return { ok: true, value: { untilMs: 99 } };
      },
      end: async () => undefined,
    },
    save: async () => undefined,
    changed: () => undefined,
  });
  return {
    describing,
    sent,
    begun,
    passed,
    shown,
    tell: (message: FromDescribed) => tell(message),
    request: (seen: DescribedRequest) => request(seen),
  };
}
