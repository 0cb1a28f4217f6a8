import type { ComponentChildren, JSX } from 'preact';
import type { VerificationFact } from '../../lib/core/execution/page-views.ts';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { LegLine } from '../ui/Legs.tsx';
import { Mark } from '../ui/Mark.tsx';
import type { MarkName } from '../ui/mark-shapes.ts';
import type { Meaning } from '../ui/meaning.ts';

type Finding = Readonly<{ word: string; mark: MarkName; meaning: Meaning }>;

/** One fact that is not good is enough, and one that is not known is no yes. */
function finding(facts: readonly VerificationFact[]): Finding {
  if (facts.length === 0) return { word: 'Not verified yet', mark: 'idle', meaning: 'work' };
  if (facts.some((fact) => fact.state === 'bad')) return { word: 'Does not verify', mark: 'halted', meaning: 'stop' };
  if (facts.some((fact) => fact.state === 'unknown')) return { word: 'Not fully verified', mark: 'unknown', meaning: 'unknown' };
  return { word: 'Verified', mark: 'confirmed', meaning: 'go' };
}

type VerifiedProps = Readonly<{
  facts: readonly VerificationFact[];
  /** The bundle is not here any more: the facts say by what its copy in the store is known. */
  isDeleted?: boolean;
  /** What was read. */
  children: ComponentChildren;
}>;

const DELETED: Finding = { word: 'Not here any more', mark: 'idle', meaning: 'work' };

/** What was verified of a bundle, fact by fact, and how to do it again without us. */
export function Verified({ facts, isDeleted = false, children }: VerifiedProps): JSX.Element {
  const found = isDeleted ? DELETED : finding(facts);
  return (
    <section class="card verification" aria-label="Verification">
      <div class={`finding ${found.meaning}`}>
        <Mark name={found.mark} meaning={found.meaning} />
        <h3>{found.word}</h3>
        <p>{children}</p>
        {found.meaning === 'stop' && (
          <p>
            <b>Now:</b> do not rely on this bundle. Keep it as it is, and call security.
          </p>
        )}
      </div>
      <ul class="legs" aria-label="What was verified">
        {facts.map((fact) => (
          <Fact key={fact.label} fact={fact} />
        ))}
      </ul>
      <p class="without-us">
        {isDeleted ? (
          <>
            Without us: <code>sha256sum</code> of the store's copy prints the hash of the bundle.
          </>
        ) : (
          <>
            Without us: <code>sha256sum -c MANIFEST.sha256</code>, then{' '}
            <code>openssl dgst -sha256 -verify key.pub.pem -signature statement.sig.der statement.pae</code>
          </>
        )}
      </p>
    </section>
  );
}

const FACTS: Readonly<Record<VerificationFact['state'], Readonly<{ glyph: GlyphName; meaning: Meaning; spoken: string }>>> = {
  good: { glyph: 'match', meaning: 'go', spoken: 'Good' },
  bad: { glyph: 'denied', meaning: 'stop', spoken: 'Wrong' },
  unknown: { glyph: 'unreadable', meaning: 'unknown', spoken: 'Not known' },
};

/** What is not good is said in a sentence of its own, beneath. */
function Fact({ fact }: Readonly<{ fact: VerificationFact }>): JSX.Element {
  const isGood = fact.state === 'good';
  return (
    <LegLine look={FACTS[fact.state]} label={fact.label} seen={isGood ? fact.seen : null}>
      {!isGood && fact.seen}
    </LegLine>
  );
}
