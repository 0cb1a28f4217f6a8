import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DisplayRow } from '../../lib/core/evidence/record.ts';
import type { CaptureView } from '../../lib/core/execution/page-views.ts';
import { verdictLook } from '../ui/meaning.ts';
import { Word } from '../ui/Word.tsx';
import { secondsOf } from '../ui/when.ts';
import { Sheet } from './Sheet.tsx';
import { Thumbnail } from './Thumbnail.tsx';

/** The captures as small sheets; the chosen one is shown whole beneath, as the picture or, without one, from its record. */
export function Captures({ captures }: Readonly<{ captures: readonly CaptureView[] }>): JSX.Element {
  const [chosen, choose] = useState<string | null>(null);
  const shown = captures.find((capture) => capture.sha256 === chosen) ?? null;
  return (
    <section class="card captures" aria-labelledby="captures">
      <h3 id="captures" class="card-head">
        Captures <small>reconstructions, masked</small>
      </h3>
      {captures.length === 0 && <p class="soft empty">None yet.</p>}
      <ul class="contact-sheet">
        {captures.map((capture) => (
          <li key={capture.sha256}>
            <CaptureButton
              capture={capture}
              isShown={capture === shown}
              onChoose={() => choose(capture === shown ? null : capture.sha256)}
            />
          </li>
        ))}
      </ul>
      {shown !== null && <Whole capture={shown} />}
    </section>
  );
}

type CaptureButtonProps = Readonly<{ capture: CaptureView; isShown: boolean; onChoose: () => void }>;

function CaptureButton({ capture, isShown, onChoose }: CaptureButtonProps): JSX.Element {
  const { record } = capture;
  return (
    <button type="button" class="capture" aria-expanded={isShown} onClick={onChoose}>
      <Thumbnail record={record} />
      <span class="title">{record.screen.title}</span>
      <Word {...verdictLook(worst(record.rows))} />
      <span class="meta faint">{secondsOf(record.at)}</span>
    </button>
  );
}

function Whole({ capture }: Readonly<{ capture: CaptureView }>): JSX.Element {
  const { record, picture, sha256 } = capture;
  return (
    <figure class="whole">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <section class="paper" tabIndex={0} aria-label={`Capture of ${record.screen.title}`}>
        {picture.isDrawn ? (
          <img src={`data:image/png;base64,${picture.pngBase64}`} width="1016" alt={`Evidence sheet of ${record.screen.title}`} />
        ) : (
          <Sheet record={record} />
        )}
      </section>
      <figcaption class="meta soft">
        {!picture.isDrawn && <p>The picture is missing: {picture.because} Shown here from the record.</p>}
        <p>
          Record <span class="code inline">{sha256}</span>
        </p>
      </figcaption>
    </figure>
  );
}

/** From worst to best; a capture is as good as its worst row, and without rows nothing is known. */
const SEVERITY: readonly DisplayRow['verdict'][] = ['broader', 'unreadable', 'mismatch', 'empty', 'match'];

function worst(rows: readonly DisplayRow[]): DisplayRow['verdict'] {
  return SEVERITY.find((verdict) => rows.some((row) => row.verdict === verdict)) ?? 'unreadable';
}
