import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ExecutionView, GateView } from '../../lib/core/execution/view.ts';
import type { PanelState } from '../../lib/page/panel-state.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Gate } from '../ui/Gate.tsx';
import { Glyph } from '../ui/Glyph.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Legs, legsInShort } from '../ui/Legs.tsx';
import { Logo } from '../ui/Mark.tsx';
import { Steps } from '../ui/Steps.tsx';
import { OtherTenant, TenantBand } from '../ui/Tenant.tsx';
import { Badges } from './Badges.tsx';
import { EdgeTab } from './EdgeTab.tsx';
import { FieldRows } from './FieldRows.tsx';
import { covers, isShort, panelBox, type Side, tabTop, type Viewport } from './placement.ts';
import { shownGate, stoppedSentence } from './resting.ts';

export type PanelProps = Readonly<{
  state: PanelState;
  /** Where the person docked it, and whether they folded it. It also folds by itself off the control in focus. */
  side: Side;
  isFolded: boolean;
  viewport: Viewport;
  /** Ticks while the gate is armed; the countdown is drawn from it. */
  nowMs: number;
  onCheckNow: () => void;
  onFold: (isFolded: boolean) => void;
  onDock: (side: Side) => void;
}>;

/** The overlay beside a console's page. It shows, and it may start a recheck: nothing in it has any other power. */
export function Panel(props: PanelProps): JSX.Element {
  const { state, side, viewport, nowMs, onFold } = props;
  const gate = shownGate(state);
  const focused = state.focusBox === null ? [] : [state.focusBox];
  const isFolded = props.isFolded || covers(side, viewport, focused);
  const { tabRef, foldRef, follow } = useFocusThatFollows(isFolded);
  const fold = (wanted: boolean) => {
    follow();
    onFold(wanted);
  };
  return (
    <div class="cs overlay">
      <Badges state={state} viewport={viewport} panel={isFolded ? null : panelBox(side, viewport)} />
      {isFolded ? (
        <EdgeTab
          gate={gate}
          tenant={state.brief?.execution?.tenant ?? null}
          side={side}
          topPx={tabTop(side, viewport, [...focused, ...state.commitBoxes])}
          nowMs={nowMs}
          buttonRef={tabRef}
          onUnfold={() => fold(false)}
        />
      ) : (
        <aside class={`panel ${side}`} aria-label="Countersign" ref={foldRef}>
          <Inside {...props} gate={gate} onFold={fold} />
        </aside>
      )}
      <Announcer gate={gate} />
    </div>
  );
}

type InsideProps = PanelProps & Readonly<{ gate: GateView }>;

function Inside({ state, gate, side, viewport, nowMs, onCheckNow, onFold, onDock }: InsideProps): JSX.Element {
  const execution = state.brief?.execution ?? null;
  const stopped = stoppedSentence(state.stopped);
  const other = side === 'left' ? 'right' : 'left';
  const tools = (
    <>
      <IconButton icon={`dock-${other}`} label={`Dock ${other}`} onPress={() => onDock(other)} />
      <IconButton icon={`fold-${side}`} label="Fold" onPress={() => onFold(true)} />
    </>
  );
  const gateBlock = (
    <>
      <div aria-live="polite">{stopped !== null && <p class="stopped">{stopped}</p>}</div>
      <Gate gate={gate} nowMs={nowMs} onCheckNow={onCheckNow} />
    </>
  );
  if (execution === null) {
    return (
      <>
        <header class="plain-head">
          <Logo />
          <div class="tools">{tools}</div>
        </header>
        {gateBlock}
      </>
    );
  }
  const seenTenant = state.report?.context.tenant ?? null;
  return (
    <>
      <TenantBand tenant={execution.tenant}>{tools}</TenantBand>
      {seenTenant !== null && seenTenant !== execution.tenant.id && <OtherTenant approved={execution.tenant.id} seen={seenTenant} />}
      <References execution={execution} />
      {isShort(viewport) && gateBlock}
      {!state.isCutOff && <Where execution={execution} screenTitle={state.screenTitle} />}
      {!state.isCutOff && <FieldsAndLegs state={state} execution={execution} />}
      {!isShort(viewport) && gateBlock}
    </>
  );
}

/** What was read last. Cut off from the worker it may no longer be true, and is not shown. */
function FieldsAndLegs({ state, execution }: Readonly<{ state: PanelState; execution: ExecutionView }>): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
    <section class="scroll" aria-label="Fields and legs" tabIndex={0}>
      <FieldRows rows={state.rows} screenTitle={state.screenTitle ?? 'this screen'} />
      <LegBox execution={execution} />
    </section>
  );
}

function References({ execution }: Readonly<{ execution: ExecutionView }>): JSX.Element {
  return (
    <p class="refs">
      <span>{execution.caseId}</span>
      <span>{execution.incident}</span>
      <span>v{execution.packetVersion}</span>
      <span class="check-words" title="Check words: the popup shows the same two">
        <span class="spoken">Check words: </span>
        {execution.checkWords}
      </span>
    </p>
  );
}

function Where({ execution, screenTitle }: Readonly<{ execution: ExecutionView; screenTitle: string | null }>): JSX.Element {
  const index = execution.screens.findIndex((screen) => screen.state === 'current');
  const captures = execution.captures === 1 ? '1 capture' : `${execution.captures} captures`;
  const place = index < 0 ? captures : `Screen ${index + 1} of ${execution.screens.length}, ${captures}`;
  return (
    <div class="where">
      <Steps screens={execution.screens} />
      <p class="at">
        <b>{screenTitle ?? 'Not a screen of the profile'}</b>
        <span>{place}</span>
      </p>
    </div>
  );
}

function LegBox({ execution }: Readonly<{ execution: ExecutionView }>): JSX.Element {
  return (
    <>
      <details class="leg-box" open={execution.legs.some((leg) => leg.state !== 'green')}>
        <summary>
          Still approved
          <span class="end">
            {legsInShort(execution.legs)}
            <Icon name="chevron-down" />
          </span>
        </summary>
        <Legs legs={execution.legs} label="Legs of the gate" />
      </details>
      {execution.soon !== null && (
        <p class="soon">
          <Glyph name="stale" meaning="fix" isSmall />
          {execution.soon}
        </p>
      )}
    </>
  );
}

type FollowingFocus = Readonly<{
  tabRef: { current: HTMLButtonElement | null };
  foldRef: { current: HTMLElement | null };
  follow: () => void;
}>;

/** Folding removes the pressed button: the focus goes to what took its place, but only after a press of ours. */
function useFocusThatFollows(isFolded: boolean): FollowingFocus {
  const tabRef = useRef<HTMLButtonElement>(null);
  const foldRef = useRef<HTMLElement>(null);
  const wasPressed = useRef(false);
  useLayoutEffect(() => {
    if (!wasPressed.current) return;
    wasPressed.current = false;
    const next = tabRef.current ?? foldRef.current?.querySelector<HTMLElement>('[aria-label="Fold"]');
    next?.focus();
  }, [isFolded]);
  return {
    tabRef,
    foldRef,
    follow: () => {
      wasPressed.current = true;
    },
  };
}
