import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ExecutionView, GateView } from '../../lib/core/execution/view.ts';
import { Button } from '../ui/Button.tsx';
import { Exits, Left } from '../ui/Gate.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import { Legs } from '../ui/Legs.tsx';
import { gateLook } from '../ui/meaning.ts';
import { Sentence } from '../ui/Sentence.tsx';

/** Entry has not begun: which legs are not green, in words that a tired person understands at once. */
export function PreflightRed({ view, why }: Readonly<{ view: ExecutionView; why: string }>): JSX.Element {
  return (
    <section class="part" aria-label="Preflight">
      <References view={view} />
      <p>
        <Sentence text={why} />
      </p>
      <Legs legs={view.legs} label="Legs of the gate" />
      {view.gate.now !== null && <Now text={view.gate.now} isLoud={false} />}
    </section>
  );
}

type RunningProps = Readonly<{
  view: ExecutionView;
  entries: readonly Readonly<{ at: string; says: string }>[];
  warnings: readonly Warning[];
  onAcknowledge: (id: string, note: string) => void;
}>;

type Warning = Readonly<{ id: string; says: string }>;

/** The popup is the truth about the panel: the page can fake what is drawn over it, not this. */
export function Running({ view, entries, warnings, onAcknowledge }: RunningProps): JSX.Element {
  return (
    <section class="part" aria-label="Execution">
      <References view={view} />
      <Why gate={view.gate} saidElsewhere={warnings.map((one) => one.says)} />
      {warnings.map((warning) => (
        <Acknowledge key={warning.id} warning={warning} onAcknowledge={onAcknowledge} />
      ))}
      <Left left={view.gate.left} />
      {!isEnded(view.gate) && <AtWork view={view} entries={entries} />}
    </section>
  );
}

/** What counts while the panel stands on the page; after the end its place belongs to the evidence. */
function AtWork({ view, entries }: Pick<RunningProps, 'view' | 'entries'>): JSX.Element {
  return (
    <>
      <p class="words">
        <span>The panel on the page must show</span>
        <b>{view.checkWords}</b>
      </p>
      {view.panel !== null && (
        <p class="soon">
          <Glyph name="stale" meaning="fix" isSmall />
          {view.panel}
        </p>
      )}
      {view.soon !== null && (
        <p class="soon">
          <Glyph name="stale" meaning="fix" isSmall />
          {view.soon}
        </p>
      )}
      <details class="legs-box" open={view.legs.some((leg) => leg.state !== 'green' && leg.state !== 'reading')}>
        <summary>Legs of the gate</summary>
        <Legs legs={view.legs} label="Legs of the gate" />
      </details>
      <Entries entries={entries} />
    </>
  );
}

function isEnded({ state }: GateView): boolean {
  return state === 'confirmed' || state === 'rejected' || state === 'abandoned' || state === 'taken-over';
}

function References({ view }: Readonly<{ view: ExecutionView }>): JSX.Element {
  const at = view.screens.findIndex((screen) => screen.state === 'current');
  return (
    <p class="refs">
      <span>{view.caseId}</span>
      <span>{view.incident}</span>
      <span>packet v{view.packetVersion}</span>
      {at >= 0 && (
        <span class="screen">
          Screen {at + 1} of {view.screens.length}
        </span>
      )}
    </p>
  );
}

function Why({ gate, saidElsewhere }: Readonly<{ gate: GateView; saidElsewhere: readonly string[] }>): JSX.Element {
  return (
    <>
      {gate.why
        .filter((why) => !saidElsewhere.includes(why))
        .map((why) => (
          <p key={why}>
            <Sentence text={why} />
          </p>
        ))}
      {gate.facts.length > 0 && (
        <dl class="facts">
          {gate.facts.map(({ label, value, isMono }) => (
            <>
              <dt>{label}</dt>
              <dd class={isMono ? 'code' : undefined}>{value}</dd>
            </>
          ))}
        </dl>
      )}
      {gate.now !== null && <Now text={gate.now} isLoud={gateLook(gate.state).isSolid} />}
      {gate.exits.length > 0 && <Exits exits={gate.exits} />}
    </>
  );
}

function Now({ text, isLoud }: Readonly<{ text: string; isLoud: boolean }>): JSX.Element {
  return (
    <p class={isLoud ? 'loud' : 'soft'}>
      <b class="ink">Now:</b> {text}
    </p>
  );
}

/** A warning keeps the gate closed until a person says why it may go on. The reason is journalled. */
function Acknowledge({
  warning,
  onAcknowledge,
}: Readonly<{ warning: Warning; onAcknowledge: (id: string, note: string) => void }>): JSX.Element {
  const [note, setNote] = useState('');
  const hintId = `hint-${warning.id}`;
  const inputId = `reason-${warning.id}`;
  return (
    <div class="note fix" data-warning={warning.id}>
      <Glyph name="stale" meaning="fix" isSmall />
      <div class="says">
        <p>
          <Sentence text={warning.says} />
        </p>
        <label class="field-label" for={inputId}>
          Reason
        </label>
        <input
          class="input"
          id={inputId}
          value={note}
          maxLength={NOTE_LENGTH_MAX}
          autocomplete="off"
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <div class="acts">
          <Button
            look="primary"
            size="small"
            blockedBy={note.trim() === '' ? hintId : null}
            onPress={() => onAcknowledge(warning.id, note.trim())}
          >
            Acknowledge
          </Button>
          <span class="meta soft" id={hintId}>
            Say why it may go on. It is kept as evidence.
          </span>
        </div>
      </div>
    </div>
  );
}

const NOTE_LENGTH_MAX = 400;

function Entries({ entries }: Readonly<{ entries: RunningProps['entries'] }>): JSX.Element | null {
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="last-entries">
      <h3 class="meta faint" id="last-entries">
        Last entries
      </h3>
      <ol class="log">
        {entries.map(({ at, says }, index) => (
          <li key={`${at} ${index}`}>
            <time>{at}</time>
            <span>{says}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
