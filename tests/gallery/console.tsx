import { render } from 'preact';
import { OVERLAY_CSS } from '../../components/overlay/overlay-css.ts';
import { Panel } from '../../components/overlay/Panel.tsx';
import type { Side } from '../../components/overlay/placement.ts';
import type { GateView } from '../../lib/core/execution/view.ts';
import type { Box, FieldRow, PanelState } from '../../lib/page/panel-state.ts';
import type { PageBrief } from '../../lib/wire/page-link.ts';
import { DIFFERENCES, MATCH, MIXED } from './fields.ts';
import { execution, GATES, MIXED_LEGS, NOW_MS } from './fixtures.ts';
import { LONG_GATE, LONG_ROWS, longExecution, MANY_GATE } from './long.ts';
import { note } from './specimens.tsx';

type Specimen = Readonly<{
  rows: readonly Omit<FieldRow, 'box' | 'isFocused'>[];
  state: Partial<PanelState>;
  gate: GateView | null;
  at: number;
  /** Long values, and a console of many screens. */
  isLong?: boolean;
  /** The commit was sent from here, and is answered in another tab. */
  isSent?: boolean;
  /** Why there is no execution in this tab. */
  why?: string;
}>;

/** The overlay over a plain page with one labelled control for each row, by name. */
export function overlays(): Readonly<Record<string, Specimen>> {
  const usual = Object.entries(GATES).map(([name, gate]) => [
    `overlay-${name}`,
    {
      rows: name === 'held' || name === 'halted' ? MIXED : MATCH,
      state: {},
      gate,
      at: name === 'filling' || name === 'held' || name === 'halted' ? 2 : 6,
    },
  ]);
  const held = GATES.held ?? null;
  const other: Readonly<Record<string, Specimen>> = {
    'overlay-differences': { rows: DIFFERENCES, state: {}, gate: held, at: 4 },
    'overlay-stopped': {
      rows: MATCH,
      state: { stopped: { control: 'commit', by: 'no-release', atMs: NOW_MS } },
      gate: GATES.rechecking ?? null,
      at: 6,
    },
    'overlay-armed-pressed-again': {
      rows: MATCH,
      state: { stopped: { control: 'commit', by: 'no-release', atMs: NOW_MS } },
      gate: GATES['armed-pressed'] ?? null,
      at: 6,
    },
    'overlay-held-folded': { rows: MIXED, state: {}, gate: held, at: 2 },
    'overlay-armed-folded': { rows: MATCH, state: {}, gate: GATES.armed ?? null, at: 6 },
    'overlay-long': { rows: LONG_ROWS, state: { report: reportOf('tnt_7Q2K94\u200b') }, gate: LONG_GATE, at: 2, isLong: true },
    'overlay-many': { rows: MIXED, state: {}, gate: MANY_GATE, at: 2, isLong: true },
    'overlay-stopped-folded': {
      rows: MATCH,
      state: { stopped: { control: 'step', by: 'step-closed', atMs: NOW_MS } },
      gate: held,
      at: 2,
    },
    'overlay-elsewhere': { rows: [], state: {}, gate: null, at: 0, why: 'CASE-1031 is being executed in another tab.' },
    'overlay-nobody': { rows: [], state: {}, gate: null, at: 0 },
    'overlay-sent': { rows: MATCH, state: {}, gate: null, at: 6, isSent: true },
    'overlay-cut-off': { rows: MATCH, state: { isCutOff: true }, gate: held, at: 2 },
    'overlay-silent': { rows: [], state: { brief: null }, gate: null, at: 0 },
    'overlay-other-tenant': { rows: MATCH, state: { report: reportOf('tnt_7Q2K49') }, gate: GATES.halted ?? null, at: 2 },
  };
  return Object.fromEntries([...usual, ...Object.entries(other)]);
}

/** Draws one specimen; the page around it is white, as a console that knows no dark mode. */
export function showOverlay(name: string, specimen: Specimen, place: HTMLElement): void {
  document.body.style.cssText = 'margin: 0; background: #ffffff; color: #222222; color-scheme: light; font: 14px Arial, sans-serif;';
  place.innerHTML = '';
  place.append(form(specimen.rows));
  const host = document.createElement('countersign-panel');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = OVERLAY_CSS;
  const inside = document.createElement('div');
  root.append(style, inside);
  document.body.append(host);

  let side: Side = 'right';
  let isFolded = name.endsWith('-folded');
  const draw = () => {
    const rows = specimen.rows.map((row) => ({ ...row, box: boxOf(row.id), isFocused: document.activeElement?.id === row.id }));
    const state: PanelState = { ...stateOf(specimen, rows), ...specimen.state };
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight };
    render(
      <Panel
        state={state}
        side={side}
        isFolded={isFolded}
        viewport={viewport}
        nowMs={NOW_MS}
        onCheckNow={() => note('check-now')}
        onFold={(folded) => {
          isFolded = folded;
          note(`fold ${folded}`);
          draw();
        }}
        onDock={(next) => {
          side = next;
          note(`dock ${next}`);
          draw();
        }}
      />,
      inside,
    );
  };
  for (const event of ['resize', 'focusin', 'scroll']) window.addEventListener(event, draw);
  Reflect.set(globalThis, 'holdPress', (atMs: number) => {
    Object.assign(specimen, { state: { stopped: { control: 'commit', by: 'no-release', atMs } } });
    draw();
  });
  Reflect.set(globalThis, 'showGate', (gate: string) => {
    Object.assign(specimen, { gate: GATES[gate] ?? null });
    draw();
  });
  draw();
}

function stateOf(specimen: Specimen, rows: readonly FieldRow[]): PanelState {
  const legs = specimen.rows === DIFFERENCES ? MIXED_LEGS : undefined;
  const usual = specimen.gate === null ? null : execution(specimen.gate, specimen.at, legs);
  const view = specimen.gate !== null && specimen.isLong === true ? longExecution(specimen.gate) : usual;
  const focused = document.activeElement?.id ?? '';
  return {
    brief: {
      profile: PROFILE,
      execution: view,
      elsewhere: elsewhereOf(specimen),
      approved: {},
      zones: [],
      isPlaced: false,
      mayStep: view !== null,
      armed: null,
    },
    report: null,
    screenTitle: view?.screens[specimen.at]?.title ?? null,
    rows,
    commitBoxes: [boxOf('submit')].filter((box) => box !== null),
    focusBox: boxOf(focused),
    stopped: null,
    isCutOff: false,
  };
}

function elsewhereOf({ isSent, why }: Specimen): PageBrief['elsewhere'] {
  if (isSent === true) return { why: 'CASE-1042 was sent from here, and is answered in the tab that it opened.', isSent };
  return why === undefined ? null : { why, isSent: false };
}

function boxOf(id: string): Box | null {
  const found = id === '' ? null : document.getElementById(id);
  if (found === null) return null;
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x, y, width, height };
}

function form(rows: readonly Omit<FieldRow, 'box' | 'isFocused'>[]): HTMLElement {
  const main = document.createElement('main');
  main.style.cssText = 'padding: 24px; max-width: 640px;';
  const heading = document.createElement('h1');
  heading.textContent = 'Temporary privilege scope';
  main.append(heading);
  for (const row of rows) {
    const label = document.createElement('label');
    label.style.cssText = 'display: block; margin: 14px 0 4px;';
    label.htmlFor = row.id;
    label.textContent = row.label;
    const input = document.createElement('input');
    input.id = row.id;
    input.style.cssText = 'width: 300px; max-width: 100%; padding: 5px; box-sizing: border-box;';
    input.value = typeof row.seen === 'string' ? row.seen : (row.seen ?? []).join(', ');
    main.append(label, input);
  }
  const submit = document.createElement('button');
  submit.id = 'submit';
  submit.type = 'button';
  submit.textContent = 'Submit restoration';
  submit.style.cssText = 'display: block; margin-top: 24px; padding: 8px 14px;';
  main.append(submit);
  return main;
}

function reportOf(tenant: string): PanelState['report'] {
  return {
    document: 'd1',
    atMs: NOW_MS,
    place: 'screen',
    screen: 's3',
    readings: [],
    context: { tenant, operator: null },
    dangers: [],
    unlisted: [],
    notices: [],
    drift: [],
    hasCommit: false,
    lookalikes: [],
    isTyping: false,
    isLoading: false,
    reference: null,
  };
}

const NOWHERE = { startUrl: '', pageOrigins: [], apiOrigins: [], hasServiceWorker: false, locales: [] };
const NO_CONTROLS = { commit: [], step: [], back: [], draft: [], abandon: [], revoke: [] };

const PROFILE: PageBrief['profile'] = {
  format: 1,
  id: 'gallery',
  version: '1',
  name: 'Gallery',
  where: NOWHERE,
  requests: [],
  controls: NO_CONTROLS,
  context: { tenant: null, operator: null },
  screens: [],
  review: null,
  danger: [],
  harmless: [],
  confirmation: {
    success: { recognise: {}, reference: {}, fields: {} },
    failure: { recognise: {} },
    pending: { recognise: {} },
    waitMs: 30_000,
    readBackMs: 10_000,
  },
  exits: { draft: null, abandon: null },
  revoke: { url: '', typicalMs: 20_000 },
};
