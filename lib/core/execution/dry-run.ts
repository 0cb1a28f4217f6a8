import type { NamedThere, Trial, Tried } from '../profile/picked.ts';
import { type Reason, type ReasonCode, sentence } from '../reason.ts';
import { lookAround } from './assess.ts';

/** One thing that a dry run says of a page: what was seen, and what to do. `said`: it neither halts nor holds. */
export type DryLine = Readonly<{ is: 'halts' | 'holds' | 'said'; seen: string; now: string | null }>;

type Against = Pick<Trial, 'profile' | 'tenantId' | 'account'>;

/** What an execution would come to on a page that was tried, beside its fields: judged by the same rules. */
export function dryLines(tried: Tried, against: Against): readonly DryLine[] {
  const { around, place } = tried;
  const isOfWork = place === 'screen' || place === 'review' || place === 'elsewhere';
  if (!isOfWork) return [{ is: 'said', ...PLACES[place] }];
  const { halts, holds } = lookAround({
    profile: against.profile,
    tenantId: against.tenantId,
    accounts: [against.account],
    report: {
      ...around,
      place,
      context: { tenant: saidThere(tried.tenant, against.tenantId), operator: saidThere(tried.operator, against.account) },
    },
  });
  return [
    ...halts.map((one): DryLine => ({ is: 'halts', ...wordsOn(one, against) })),
    ...holds.map((one): DryLine => ({ is: 'holds', ...wordsOn(one, against) })),
    ...tried.sentOtherwise.map(
      (name): DryLine => ({
        is: 'holds',
        seen: `“${name}” would be sent with another value than each time: the submit would be held.`,
        now: 'If it may change, say so under “Sent with it each time”.',
      }),
    ),
    ...around.notices.map(
      (says): DryLine => ({ is: 'said', seen: `The notice “${says}” stands here.`, now: 'Its operator is asked to acknowledge it.' }),
    ),
    ...(place === 'elsewhere' ? [{ is: 'said', ...PLACES.elsewhere } as const] : []),
    ...(tried.hasCommit ? [{ is: 'said', seen: 'The submit stands here.', now: null } as const] : []),
  ];
}

type Words = Readonly<{ seen: string; now: string }>;

const NO_SCREEN = 'If it is a screen, say in another way how that page is known.';
const PLACES: Readonly<Record<Exclude<Tried['place'], 'screen' | 'review'>, Words>> = {
  elsewhere: {
    seen: 'It is none of the screens, so nothing is read here.',
    now: 'If something of the packet is entered here, point at it.',
  },
  confirmed: { seen: 'It is taken for the confirmation.', now: NO_SCREEN },
  refused: { seen: 'It is taken for the console’s no.', now: NO_SCREEN },
  pending: { seen: 'It is taken for a page that asks to wait.', now: NO_SCREEN },
};

/** What was read is not told, so whatever is not the expected one stands for any other. */
function saidThere(named: NamedThere, expected: string): string | null {
  switch (named) {
    case 'right':
      return expected;
    case 'other':
      return 'somebody else';
    default:
      return null;
  }
}

const AS_IT_SHOULD = 'As it should be, if this is what it warns of. Clear it away, and the dry run goes on.';

const NOW: Partial<Readonly<Record<ReasonCode, string>>> = {
  'console-warning': AS_IT_SHOULD,
  'console-session-lost': AS_IT_SHOULD,
  'session-exists': AS_IT_SHOULD,
  'console-lookalike':
    'If all of them belong here, point at one of this screen’s controls once more: they are listed then. If two are the submit, have them named apart.',
  'console-drift': 'If the page is right as it is, point at one of its controls once more: it is taken as it stands then.',
  'control-unreadable': 'Point at the tenant once more, where each screen says it.',
};

const NAMED = 'Write above what is right. If it is written there, point at it once more, and say what of it counts.';

function wordsOn(one: Reason, { profile, account }: Against): Words {
  const { code, details, subject } = one;
  switch (code) {
    case 'console-other-tenant':
      return { seen: 'What is pointed at as the tenant says another one than your practice value.', now: NAMED };
    case 'console-operator-differs':
      if (details?.['seen'] === 'nobody')
        return { seen: 'Who is signed in cannot be read here.', now: 'Point at who is signed in once more, where each screen says it.' };
      if (account === '')
        return {
          seen: 'Who is signed in is read, and held against nothing yet.',
          now: 'Write above what your practice account is called.',
        };
      return { seen: 'What is pointed at as who is signed in says something else than your practice value.', now: NAMED };
    case 'console-warning':
      if (!profile.danger.some(({ kind }) => kind === subject))
        return {
          seen: `Something speaks up here that is not listed: ${ROLES[subject ?? ''] ?? 'a dialog'}.`,
          now: 'Under “Warnings and notices”, point at it, and say whether it warns or is harmless. An execution stops until it is listed.',
        };
      break;
    case 'console-drift':
      return { seen: `The page is not as it was described: ${details?.['difference'] ?? 'not known'}.`, now: NOW[code] ?? '' };
    default:
      break;
  }
  return { seen: sentence(one), now: NOW[code] ?? 'Put it right, and look again.' };
}

const ROLES: Readonly<Record<string, string>> = { alert: 'an alert', dialog: 'a dialog', alertdialog: 'a dialog that warns' };
