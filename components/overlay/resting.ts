import type { PageReport } from '../../lib/core/compare/page-report.ts';
import type { GateView } from '../../lib/core/execution/view.ts';
import { reason, sentence, unreachable } from '../../lib/core/reason.ts';
import type { PanelState } from '../../lib/page/panel-state.ts';
import type { PageBrief } from '../../lib/wire/page-link.ts';

const NOTHING = { aside: null, facts: [], exits: [], check: { isOffered: false, because: null }, countdown: null } as const;

/** The gate as the panel shows it: the execution's, or why there is none here. Without a word from the worker it is closed. */
export function shownGate(state: PanelState): GateView {
  const { brief, isCutOff } = state;
  if (isCutOff) {
    return {
      ...NOTHING,
      state: 'held',
      word: 'Cut off',
      why: ['The panel lost its link to Countersign, so what it showed may no longer be true.'],
      now: 'Do not press the submit. Look into the popup: it knows the true state.',
      left: 'not known from here',
    };
  }
  if (brief === null) {
    return {
      ...NOTHING,
      state: 'closed',
      word: 'Closed',
      why: ['Countersign is waking up.'],
      now: 'Wait a moment. The submit stays held.',
      left: 'not known from here',
    };
  }
  return brief.execution?.gate ?? { ...NOTHING, state: 'closed', ...wordsWithout(brief.elsewhere) };
}

/** What is said where there is no execution. Where something may have left, it is never said that nothing did, nor that it surely did. */
function wordsWithout(elsewhere: PageBrief['elsewhere']): Pick<GateView, 'word' | 'why' | 'now' | 'left'> {
  const why = [elsewhere?.why ?? sentence(reason('no-execution'))];
  return elsewhere?.isSent === true
    ? { word: 'Sent', why, now: 'Nothing more is sent from here. The popup says how it stands.', left: 'at most one request' }
    : {
        word: 'Closed',
        why,
        now:
          elsewhere === null
            ? 'Start from the popup. What is typed here does not count as entry, and nothing can be submitted.'
            : 'Look into the popup for how to go on. Nothing can be submitted here.',
        left: 'nothing',
      };
}

/** Ended without anything left to watch here. An unknown outcome stays in sight. */
const DONE: ReadonlySet<GateView['state']> = new Set<GateView['state']>(['confirmed', 'rejected', 'abandoned', 'taken-over']);

/**
 * Once the work is done, pages that are none of the console's screens are somebody's next thing to do, such as ending a
 * grant: the panel starts folded there, and covers nothing.
 */
export function isOutOfTheWay(gate: GateView['state'], place: PageReport['place'] | null): boolean {
  return DONE.has(gate) && place === 'elsewhere';
}

/** From here the gate may come to be armed, and another press is right. */
const TO_COME: ReadonlySet<GateView['state']> = new Set<GateView['state']>([
  'closed',
  'preflight',
  'filling',
  'held',
  'rechecking',
  'armed',
]);

/** What became of the last press, in one sentence; null when nothing was stopped. */
export function stoppedSentence(stopped: PanelState['stopped'], gate: GateView['state']): string | null {
  if (stopped === null) return null;
  switch (stopped.by) {
    case 'no-release':
    case 'not-counted':
      if (stopped.control === 'commit' && !TO_COME.has(gate)) return 'Your press was held. Do not press again.';
      return stopped.by === 'not-counted'
        ? sentence(reason('press-not-counted'))
        : 'Your press was held and is not sent again for you. Press once more when the gate is armed.';
    case 'readings-changed':
      return 'Something changed after the check, so the press was held. It is checked again.';
    case 'body-differs':
      return 'The form would send something else than it shows, so the press was held.';
    case 'step-closed':
      return 'This screen is not as approved yet, so the press was held. What you typed is still there.';
    case 'not-open-yet':
      return 'The way for this press was not open yet, so it was held. Press once more; what you typed is still there.';
    case 'opens-elsewhere':
      return 'This console would send from another tab than its profile says. Countersign cannot hold a submit there. Nothing was sent. Hand over.';
    case 'no-execution':
      return sentence(reason('no-execution'));
    default:
      return unreachable(stopped.by);
  }
}
