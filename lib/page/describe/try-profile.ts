import { compareField, maskReason } from '../../core/compare/compare.ts';
import { type Reading, saysNothing } from '../../core/compare/reading.ts';
import { wrongOnPurpose } from '../../core/profile/draft-field.ts';
import type { NamedThere, Trial, Tried } from '../../core/profile/picked.ts';
import { type ContextSpec, type FieldSpec, fieldSpec, type Profile } from '../../core/profile/profile.ts';
import { type Reason, sentence } from '../../core/reason.ts';
import { NO_HAND } from '../hand.ts';
import type { Memory } from '../memory.ts';
import { entriesWith, formAround } from '../read/entries.ts';
import { lookAtPage } from '../report.ts';

/** `nowMs`: when it is looked at, since 1970; a duration counts from then. */
type TriedPage = Readonly<{ pathname: string; memory: Memory; nowMs: number }>;

/** One look at the page with a profile and practice values: what an execution would be told of it, and no value. */
export function tryProfile({ profile, approved, tenantId, account }: Trial, page: TriedPage): Tried {
  const nobody = { hand: NO_HAND, isLoading: false, browserDialogs: 0, isPlaced: false } as const;
  const { report, commits } = lookAtPage({ profile, ...page, documentId: 'tried', ...nobody });
  const { context, dangers, unlisted, notices, drift, lookalikes } = report;
  return {
    screen: report.screen,
    place: report.place,
    fields: report.readings.flatMap((reading) => {
      const spec = fieldSpec(profile, reading.field);
      return spec === null ? [] : [triedField(spec, reading, approved[reading.field] ?? '')];
    }),
    around: { dangers, unlisted, notices, drift, lookalikes },
    sentOtherwise: sentOtherwise(profile, commits),
    hasCommit: report.hasCommit,
    tenant: namedThere(profile.context.tenant, context.tenant, tenantId),
    operator: namedThere(profile.context.operator, context.operator, account),
  };
}

function triedField(spec: FieldSpec, reading: Reading, approved: string | readonly string[]): Tried['fields'][number] {
  const { verdict } = compareField({ spec, approved, reading });
  const wrong = compareField({ spec, approved: wrongOnPurpose(approved), reading }).verdict;
  const because = reading.look.isReadable ? null : withoutValue(reading.look.reason, spec);
  return { field: reading.field, verdict, isWrongCaught: wrong !== 'match', because };
}

/** Why something does not read, without what it shows, whatever evidence may show of it. */
export function withoutValue(why: Reason, spec: FieldSpec): string {
  const named = { ...why, details: { ...why.details, field: spec.label } };
  return sentence(maskReason(named, { ...spec, evidence: { ...spec.evidence, isShown: false } }));
}

function namedThere(spec: ContextSpec | null, seen: string | null, expected: string): NamedThere {
  if (spec === null) return 'unasked';
  if (seen === null || saysNothing(seen)) return 'not-read';
  return seen === expected ? 'right' : 'other';
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
  return first.map(([name]) => name);
}
