import { compareField } from '../../core/compare/compare.ts';
import type { ApprovedValues } from '../../core/packet/packet.ts';
import { wrongOnPurpose } from '../../core/profile/draft-field.ts';
import type { Tried } from '../../core/profile/picked.ts';
import { fieldSpec, type Profile } from '../../core/profile/profile.ts';
import { NO_HAND } from '../hand.ts';
import type { Memory } from '../memory.ts';
import { entriesWith, formAround } from '../read/entries.ts';
import { lookAtPage } from '../report.ts';

/** One look at the page with a profile and a practice packet: the verdicts that an execution would come to, and no value. */
export function tryProfile(profile: Profile, approved: ApprovedValues, page: Readonly<{ pathname: string; memory: Memory }>): Tried {
  const nobody = { hand: NO_HAND, nowMs: 0, isLoading: false, browserDialogs: 0, isPlaced: false } as const;
  const { report, commits } = lookAtPage({ profile, ...page, documentId: 'tried', ...nobody });
  const fields = report.readings.flatMap((reading) => {
    const spec = fieldSpec(profile, reading.field);
    const value = approved[reading.field];
    if (spec === null || value === undefined) return [];
    const { verdict } = compareField({ spec, approved: value, reading });
    const wrong = compareField({ spec, approved: wrongOnPurpose(value), reading }).verdict;
    return [{ field: reading.field, verdict, isWrongCaught: wrong !== 'match' }];
  });
  const seen = report.context.tenant;
  const id = approved['tenant.id'];
  return {
    screen: report.screen,
    place: report.place,
    fields,
    drift: [...report.drift, ...sentOtherwise(profile, commits)],
    hasCommit: report.hasCommit,
    tenant: seen === null ? 'not-read' : seen === id ? 'right' : 'other',
  };
}

/** What the submit's form would send with another value than its class has each time: it would be no commit then, and be held. */
function sentOtherwise({ requests }: Profile, [commit]: readonly Element[]): readonly string[] {
  const form = commit === undefined ? null : formAround(commit);
  if (form === null || commit === undefined) return [];
  const sent = entriesWith(form, commit);
  const differing = requests
    .filter((one) => one.class === 'commit')
    .map(({ bodyKey }) => Object.entries(bodyKey ?? {}).filter(([name, value]) => sent.get(name)?.some((one) => one !== value) === true));
  const [first = []] = differing.some((names) => names.length === 0) ? [] : differing;
  return first.map(([name]) => `“${name}” would be sent with another value than each time: the submit would be held`);
}
