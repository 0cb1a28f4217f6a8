import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
import { covers, isShort, panelBox, type Side, tabBox, type Viewport } from './placement.ts';
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
  const stopped = stoppedSentence(state.stopped, gate.state);
  const focused = state.focusBox === null ? [] : [state.focusBox];
  const isFolded = props.isFolded || covers(side, viewport, focused);
  const tab = tabBox(side, viewport, [...focused, ...state.commitBoxes]);
  const { tabRef, foldRef, follow } = useFocusThatFollows(isFolded);
  const fold = (wanted: boolean) => {
    follow(true);
    onFold(wanted);
  };
  return (
    <div class="cs overlay">
      <Badges state={state} viewport={viewport} panel={isFolded ? tab : panelBox(side, viewport)} />
      {isFolded ? (
        <EdgeTab
          gate={gate}
          tenant={state.brief?.execution?.tenant ?? null}
          side={side}
          topPx={tab.y}
          nowMs={nowMs}
          hasHeldPress={stopped !== null}
          buttonRef={tabRef}
          onUnfold={() => fold(false)}
          onReach={follow}
        />
      ) : (
        <aside class={`panel ${side}`} aria-label="Countersign" ref={foldRef}>
          <Inside {...props} gate={gate} onFold={fold} />
        </aside>
      )}
      <Announcer gate={gate} reasons={state.brief?.execution?.reasons ?? []} />
      <SpokenEachTime says={stopped ?? ''} atMs={state.stopped?.atMs ?? 0} />
    </div>
  );
}

/** A live region is heard when it changes: what is said again, in the same words, is taken away for a frame. */
function SpokenEachTime({ says, atMs }: Readonly<{ says: string; atMs: number }>): JSX.Element {
  const [saidAtMs, setSaidAtMs] = useState(0);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setSaidAtMs(atMs));
    return () => cancelAnimationFrame(frame);
  }, [atMs]);
  return (
    <p class="spoken" aria-live="polite">
      {saidAtMs === atMs ? says : ''}
    </p>
  );
}

type InsideProps = PanelProps & Readonly<{ gate: GateView }>;

function Inside({ state, gate, side, viewport, nowMs, onCheckNow, onFold, onDock }: InsideProps): JSX.Element {
  const execution = state.brief?.execution ?? null;
  const stopped = stoppedSentence(state.stopped, gate.state);
  const other = side === 'left' ? 'right' : 'left';
  const tools = (
    <>
      <IconButton icon={`dock-${other}`} label={`Dock ${other}`} onPress={() => onDock(other)} />
      <IconButton icon={`fold-${side}`} label="Fold" onPress={() => onFold(true)} />
    </>
  );
  const gateBlock = (
    <>
      {stopped !== null && <p class="stopped">{stopped}</p>}
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
  follow: (isToFollow: boolean) => void;
}>;

/** Folding removes the button that was pressed or reached: the focus goes to what took its place, and is never taken from the page. */
function useFocusThatFollows(isFolded: boolean): FollowingFocus {
  const tabRef = useRef<HTMLButtonElement>(null);
  const foldRef = useRef<HTMLElement>(null);
  const hasOurs = useRef(false);
  useLayoutEffect(() => {
    if (!hasOurs.current) return;
    hasOurs.current = false;
    const next = tabRef.current ?? foldRef.current?.querySelector<HTMLElement>('[aria-label="Fold"]');
    next?.focus();
  }, [isFolded]);
  return {
    tabRef,
    foldRef,
    follow: (isToFollow) => {
      hasOurs.current = isToFollow;
    },
  };
}
