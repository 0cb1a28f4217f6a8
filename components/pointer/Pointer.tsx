import type { JSX } from 'preact';
import type { PointerState } from '../../lib/page/describe/described-room.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { Logo } from '../ui/Mark.tsx';

/** Above a control that stands higher than this there is no room for its words. */
const LABEL_ROOM = 60;

/** What is drawn over the page of a console that is being described: the box around what is pointed at, and what to do. */
export function Pointer({ state }: Readonly<{ state: PointerState }>): JSX.Element {
  const { aim } = state;
  return (
    <div class="cs pointer">
      {aim !== null && <AimBox aim={aim} />}
      <div class={`bar${state.pointing === null ? '' : ' on'}`} role="status" aria-live="polite">
        <Logo />
        <p>
          {saysOf(state)}
          {aim !== null && (
            <span class="spoken">
              {aim.name}, {aim.at} of {aim.of}.
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

const POINTED: Readonly<Record<NonNullable<PointerState['pointing']>, string>> = {
  field: 'a control',
  text: 'a text',
  notice: 'an alert, a dialog or a text',
};

function saysOf({ pointing, hasStopped, tried }: PointerState): string {
  if (pointing !== null) {
    return `Point at ${POINTED[pointing]} and click. By keyboard: Tab goes on, Enter picks, Escape ends. Nothing on the page is pressed.`;
  }
  if (hasStopped) return 'That was stopped: nothing left this browser. Say in the builder what it was.';
  if (tried !== null)
    return `Dry run: ${tried.matching} of ${tried.of} fields on this page match. What else was seen stands in the builder. Nothing can be sent.`;
  return 'This console is being described. Nothing can be sent to it from this browser but the steps that you named.';
}

function AimBox({ aim }: Readonly<{ aim: NonNullable<PointerState['aim']> }>): JSX.Element {
  const { box, reading } = aim;
  const px = (value: number) => `${value}px`;
  const left = px(Math.max(4, box.x - 4));
  const label = box.y < LABEL_ROOM ? { left, top: px(box.y + box.height + 8) } : { left, bottom: `calc(100% - ${box.y - 8}px)` };
  return (
    <>
      <div class="aim" style={{ left: px(box.x - 4), top: px(box.y - 4), width: px(box.width + 8), height: px(box.height + 8) }} />
      <div class="said" style={label}>
        <b>{aim.name}</b>
        {reading.isReadable ? (
          reading.shown !== '' && (
            <span class="reads">
              <Glyph name="match" meaning="go" isSmall />
              reads <span class="code">{reading.shown}</span>
            </span>
          )
        ) : (
          <span class="reads">
            <Glyph name="unreadable" meaning="unknown" isSmall />
            {reading.because}
          </span>
        )}
      </div>
    </>
  );
}
