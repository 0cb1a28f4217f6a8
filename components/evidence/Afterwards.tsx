import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AddendumShows, FindingChoice } from '../../lib/core/evidence/addendum-words.ts';
import type { AddendumView } from '../../lib/core/execution/page-views.ts';
import { Button } from '../ui/Button.tsx';
import type { GlyphName } from '../ui/glyph-shapes.ts';
import { LegLine } from '../ui/Legs.tsx';
import type { Meaning } from '../ui/meaning.ts';
import { momentOf } from '../ui/when.ts';

type AfterwardsProps = Readonly<{
  addenda: readonly AddendumView[];
  /** What can have been found; the first one is offered. None where nothing can be signed any more. */
  findings: readonly FindingChoice[];
  onCorrect: (finding: FindingChoice) => void;
}>;

type Look = Readonly<{ meaning: Meaning; glyph: GlyphName; spoken: string }>;

/** The sign is for what it says. That its signature holds is a matter of course, and what is not believed says so. */
const LOOKS: Readonly<Record<AddendumShows, Look>> = {
  'as-approved': { meaning: 'go', glyph: 'match', spoken: 'As approved' },
  wrong: { meaning: 'stop', glyph: 'denied', spoken: 'Not as approved' },
  'not-known': { meaning: 'unknown', glyph: 'unreadable', spoken: 'Not known' },
};
const NOT_BELIEVED: Look = { meaning: 'stop', glyph: 'denied', spoken: 'Does not verify' };

/** What was learnt after the end, signed beside the bundle, which stays as it is; and the place to add a correction to it. */
export function Afterwards({ addenda, findings, onCorrect }: AfterwardsProps): JSX.Element {
  return (
    <section class="card afterwards" aria-labelledby="afterwards">
      <h3 id="afterwards" class="card-head">
        After the end <small>signed beside the bundle</small>
      </h3>
      {addenda.length === 0 && (
        <p class="soft empty">Nothing yet. IAM is read when the access ends; until then it is not known whether it went right.</p>
      )}
      {addenda.length > 0 && (
        <ul class="legs">
          {addenda.map((one) => (
            <LegLine key={one.name} look={one.shows === null ? NOT_BELIEVED : LOOKS[one.shows]} label={one.says} seen={null}>
              {one.at !== null && `${momentOf(one.at)}, signed for ${one.by ?? 'nobody known'}. `}
              {one.isDelivered ? 'Delivered.' : 'Not delivered yet.'}
            </LegLine>
          ))}
        </ul>
      )}
      {findings.length > 0 && <Correct findings={findings} onCorrect={onCorrect} />}
    </section>
  );
}

/** Folded away until somebody has found something: it is signed in their name, and cannot be taken back. */
function Correct({ findings, onCorrect }: Omit<AfterwardsProps, 'addenda'>): JSX.Element {
  const [at, setAt] = useState(0);
  const finding = findings[at];
  return (
    <details class="correct">
      <summary>Something was wrong with this restoration</summary>
      <label>
        <span class="label">What was found</span>
        <select class="input" value={at} onChange={(event) => setAt(event.currentTarget.selectedIndex)}>
          {findings.map(({ is, words }, index) => (
            <option key={is} value={index}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <p class="soft meta">
        It is signed with this device's key, in your name, and delivered. It cannot be taken back; the bundle stays as it is.
      </p>
      {finding !== undefined && (
        <Button look="danger" onPress={() => onCorrect(finding)}>
          Sign the correction
        </Button>
      )}
    </details>
  );
}
