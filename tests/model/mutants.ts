import type { InvariantName } from './invariant-names.ts';

/**
 * Wrong variants of the protocol, each one small: a file of the same name in `mutants/` stands in for the modules named
 * here and changes one thing. The model must find every one of them by one of the invariants named.
 */
export type Mutant = Readonly<{ name: string; replaces: readonly string[]; breaks: readonly InvariantName[] }>;

const core = (name: string) => `lib/core/execution/${name}.ts`;
const work = (name: string) => `lib/workflow/${name}.ts`;
const mutant = (name: string, replaces: readonly string[], ...breaks: readonly InvariantName[]): Mutant => ({ name, replaces, breaks });

/**
 * Where walks of a seed find soon what others find once in thousands. After the protocol has changed the seed may be an
 * ordinary one: then it takes longer, and nothing else.
 */
const FOUND_SOON_FROM: Readonly<Record<string, number>> = {
  'bind-to-last-look': 14,
  'close-once': 10,
  'forget-unheard-claim': 9,
  'forget-what-left': 11,
  'hear-nothing': 4,
  'skip-watch': 4,
};

export function seedFor({ name }: Mutant): number {
  return FOUND_SOON_FROM[name] ?? 1;
}

export const MUTANTS: readonly Mutant[] = [
  mutant('remove-consume', [work('claiming')], 'claim-first'),
  mutant('lost-consume-is-done', [work('claiming')], 'claim-first'),
  mutant('ignore-epoch', [work('claiming'), 'lib/core/gate/legs/case-leg.ts'], 'claim-first'),
  mutant('return-without-proof', [core('owing')], 'claim-proof', 'restart-table'),
  mutant('forget-what-is-owed', [core('owing')], 'claim-proof', 'restart-table'),
  mutant('forget-unheard-claim', [work('unheard-claim')], 'claim-ends'),
  mutant('hand-over-while-open', [work('handing-over')], 'claim-proof'),
  mutant('resubmit-on-restart', [core('restarting')], 'restart-table'),
  mutant('boot-before-closing', [work('booting')], 'restart-table'),
  mutant('skip-recheck', [work('checking')], 'exact-release'),
  mutant('unknown-is-yes', ['lib/core/gate/decide.ts'], 'exact-release'),
  mutant('ignore-screen', [core('releasing')], 'exact-release'),
  mutant('ignore-document', [core('filling'), work('chain')], 'exact-release'),
  mutant('bind-to-last-look', [core('releasing'), core('filling'), work('gating'), work('chain')], 'exact-release'),
  mutant('accept-late-press', [core('releasing'), core('sending')], 'exact-release', 'closed-on-unknown'),
  mutant('skip-watch', [work('gating')], 'exact-release'),
  mutant('open-before-line', [work('gating')], 'opening-is-durable'),
  mutant('effects-before-line', [work('dispatching')], 'opening-is-durable', 'journal-is-kept', 'exact-release', 'unknown-is-called'),
  mutant('no-queue', [work('dispatching')], 'journal-is-kept', 'exact-release', 'opening-is-durable', 'claim-proof', 'closed-on-unknown'),
  mutant('keep-rule-after-press', [work('gating')], 'closed-on-unknown'),
  mutant('window-takes-release', [work('windows')], 'release-stands'),
  mutant('close-once', [work('gating')], 'closed-on-unknown', 'claim-first', 'exact-release', 'nothing-after-left'),
  mutant('forget-what-left', [core('sending')], 'exact-release', 'claim-proof', 'nothing-after-left', 'one-commit'),
  mutant('lost-line-forgets', [core('unwritten')], 'claim-proof', 'nothing-after-left', 'restart-table'),
  mutant('one-is-enough', [core('sending')], 'unknown-is-called'),
  mutant('hear-nothing', [work('shutting')], 'claim-proof'),
  mutant('ignore-body', ['lib/core/compare/body.ts'], 'unknown-is-called'),
  mutant('call-nobody', [work('escalating')], 'unknown-is-called'),
];
