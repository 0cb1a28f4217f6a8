import type { ExecutionFacts } from '../../../../lib/core/execution/facts.ts';
import { example } from '../../../fakes/example.ts';
import { smallProfile } from '../../workflow/small-console.ts';

const { packet } = example(Date.UTC(2026, 10, 23, 3, 5)).case;
/** What a view is made from, apart from the state. */
export const facts: ExecutionFacts = {
  caseId: 'CASE-1042',
  packet,
  profile: smallProfile,
  checkWords: 'amber lantern',
  captures: 0,
  legs: [],
  isReading: false,
  enforcement: 'best-effort',
  soon: null,
  astray: null,
  armedMs: 20_000,
  unsafeExits: [],
  panel: null,
};
