import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Builder } from '../../components/builder/Builder.tsx';
import { Evidence } from '../../components/evidence/Evidence.tsx';
import { Metrics } from '../../components/evidence/Metrics.tsx';
import { Report } from '../../components/evidence/Report.tsx';
import { Sheet } from '../../components/evidence/Sheet.tsx';
import { Onboarding } from '../../components/onboarding/Onboarding.tsx';
import { Options } from '../../components/options/Options.tsx';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PopupActions } from '../../components/popup/popup-actions.ts';
import { Takeover } from '../../components/takeover/Takeover.tsx';
import { FINDING_CHOICES } from '../../lib/core/evidence/addendum-words.ts';
import type { GateView } from '../../lib/core/execution/view.ts';
import { measure } from '../../lib/core/metrics/tally.ts';
import { problemOf } from '../../lib/core/problem.ts';
import { reason } from '../../lib/core/reason.ts';
import { GateBoard, SignBoard } from './boards.tsx';
import { BUILDERS, builderActs } from './builders.ts';
import {
  CHOICES,
  ENTRY,
  gateOf,
  MANY_ROWS,
  MEASURES,
  NOW_MS,
  ONBOARDINGS,
  PLACED_RECORD,
  POPUPS,
  RECORD,
  ROWS,
  SET_UP,
} from './fixtures.ts';
import { LONG_POPUPS, LONG_TAKEOVER } from './long.ts';
import { PROFILES } from './profiles.ts';
import { TAKEOVERS } from './takeovers.ts';

/** Every press is written here, so that a test can see which one went out. */
const pressed: string[] = [];
Reflect.set(globalThis, 'pressed', pressed);

export function note(what: string): void {
  pressed.push(what);
}

const said = (what: string) => () => note(what);
const saidWith = (what: string) => (one: unknown) => note(`${what} ${String(one)}`);

const ACTIONS: PopupActions = {
  onSetUp: said('set-up'),
  onSignIn: said('sign-in'),
  onReadAgain: said('read-again'),
  onStart: saidWith('start'),
  onCheckNow: said('check-now'),
  onGoToConsole: said('go-to-console'),
  onHalt: said('halt'),
  onDoNotStart: said('do-not-start'),
  onDecide: saidWith('decide'),
  onAcknowledge: (id, why) => note(`acknowledge ${id} ${why}`),
  onExport: saidWith('export'),
  onOpenReport: saidWith('report'),
};

const EVIDENCE = {
  onChoose: saidWith('choose'),
  onExport: saidWith('export'),
  onOpenReport: saidWith('report'),
  onExportAll: saidWith('export-all'),
  onBring: said('bring'),
  findings: FINDING_CHOICES,
  onCorrect: saidWith('correct'),
  problem: null,
  saved: null,
  brought: null,
};
const SETTING_UP = {
  problem: null,
  onUseRange: said('use-range'),
  onImport: said('import'),
  onAllow: said('allow'),
  onSignIn: said('sign-in'),
};

const PROFILES_SHOWN = {
  view: PROFILES,
  problem: null,
  faults: [],
  onImport: said('import-profile'),
  onExport: saidWith('export-profile'),
  onRemove: saidWith('remove-profile'),
  describe: { problem: null, kept: null, onDescribe: saidWith('describe'), onGoOn: said('go-on') },
};

const DECIDING = {
  problem: null,
  gate: null,
  settled: null,
  nowMs: NOW_MS,
  isBusy: false,
  onDecide: (to: string, why: string) => note(`decide ${to} ${why}`),
  onReconcile: (found: string, why: string) => note(`reconcile ${found} ${why}`),
};

const AWAY = problemOf(reason('case-unreachable'));
const SILENT = problemOf(reason('guard-not-intact', { detail: 'the background does not answer' }));

/** A takeover on which each act is offered and done at once. */
function Deciding(): JSX.Element {
  const [gate, setGate] = useState<GateView | null>(null);
  const [settled, setSettled] = useState<string | null>(null);
  const view = TAKEOVERS['security'];
  const offered = { isOffered: true } as const;
  if (view?.is !== 'open') throw new Error('nothing was left');
  return (
    <Takeover
      {...DECIDING}
      view={{ ...view, offers: { resume: offered, abandon: offered, reconcile: offered } }}
      gate={gate}
      settled={settled}
      onDecide={() => setGate(gateOf('abandoned'))}
      onReconcile={() => setSettled(view.readBack?.found?.means ?? '')}
    />
  );
}

/** A builder in which each act leads on, as far as there is a picture of what comes then. */
function Describing(): JSX.Element {
  const [name, setName] = useState('begun');
  const to = (next: string) => () => setName(next);
  Reflect.set(globalThis, 'showBuilder', setName);
  const view = BUILDERS[name];
  if (view === undefined) throw new Error(`there is no builder ${name}`);
  const rest = to('begun');
  const acts = { onPoint: to('pointing'), onRest: rest, onNameField: rest, onLetGo: rest, onAnswer: rest, onForgetStopped: rest };
  return <Builder view={view} acts={{ ...builderActs(note), ...acts }} />;
}

const REPORT = '<!doctype html><style>body{font:16px sans-serif}</style><h1>Evidence report</h1><p>Confirmed.</p>';

/** Whole pages of our own, by name. */
export function ownPages(): Readonly<Record<string, () => JSX.Element>> {
  const popups = Object.entries({ ...POPUPS, ...LONG_POPUPS }).map(([name, view]) => [
    `popup-${name}`,
    () => <Popup {...ACTIONS} view={view} problem={null} nowMs={NOW_MS} />,
  ]);
  const onboardings = Object.entries(ONBOARDINGS).map(([name, view]) => [
    `onboarding-${name}`,
    () => <Onboarding {...SETTING_UP} view={view} hasAllowed={name === 'third' || name === 'done'} />,
  ]);
  const takeovers = Object.entries({ ...TAKEOVERS, long: LONG_TAKEOVER }).map(([name, view]) => [
    `takeover-${name}`,
    () => <Takeover {...DECIDING} view={view} />,
  ]);
  const builders = Object.entries(BUILDERS).map(([name, view]) => [
    `builder-${name}`,
    () => <Builder view={view} acts={builderActs(note)} />,
  ]);
  return Object.fromEntries([...popups, ...onboardings, ...takeovers, ...builders, ...Object.entries(OTHERS)]);
}

const OTHERS: Readonly<Record<string, () => JSX.Element>> = {
  'popup-problem': () => <Popup {...ACTIONS} view={POPUPS.ready ?? null} problem={AWAY} nowMs={NOW_MS} />,
  'popup-unread': () => <Popup {...ACTIONS} view={null} problem={SILENT} nowMs={NOW_MS} />,
  'takeover-unread': () => <Takeover {...DECIDING} view={null} problem={SILENT} />,
  'takeover-decides': () => <Deciding />,
  'builder-acting': () => <Describing />,
  'evidence-list': () => <Evidence {...EVIDENCE} rows={ROWS} entry={null} chosen={null} />,
  'evidence-many': () => <Evidence {...EVIDENCE} rows={MANY_ROWS} entry={null} chosen={null} />,
  'evidence-none': () => <Evidence {...EVIDENCE} rows={[]} entry={null} chosen={null} />,
  'evidence-entry': () => <Evidence {...EVIDENCE} rows={ROWS} entry={ENTRY} chosen="exe-0f3a9c" />,
  'evidence-broken': () => (
    <Evidence
      {...EVIDENCE}
      rows={ROWS}
      entry={{ ...ENTRY, facts: [...ENTRY.facts.slice(1), { label: 'Files match the manifest', seen: '22 of 23', state: 'bad' }] }}
      chosen="exe-0f3a9c"
      saved={{ name: 'countersign-CASE-1042-exe-0f3a9c.zip', url: 'blob:none', sha256: RECORD.profile.digest }}
    />
  ),
  'evidence-deleted': () => (
    <Evidence
      {...EVIDENCE}
      rows={ROWS}
      entry={{
        ...ENTRY,
        row: { ...ENTRY.row, isRetired: true, isExportable: false, delivery: 'Deleted here by policy, after it was delivered' },
        entries: [],
        captures: [],
        facts: [
          { label: 'Deleted here', seen: 'by policy, 2026-12-24 03:00 UTC', state: 'unknown' },
          { label: 'Kept by', seen: 'evidence.range.localhost, /bundles/countersign-exe-0f3a9c.zip', state: 'unknown' },
          { label: 'SHA-256 of the bundle', seen: RECORD.profile.digest, state: 'unknown' },
          { label: 'Head of the journal', seen: `${RECORD.profile.digest}, entry 48`, state: 'unknown' },
        ],
      }}
      chosen="exe-0f3a9c"
    />
  ),
  'evidence-metrics': () => <Metrics measures={MEASURES} problem={null} choices={CHOICES} onChoose={saidWith('choose')} />,
  'evidence-unmeasured': () => <Metrics measures={measure([])} problem={null} choices={CHOICES} onChoose={saidWith('choose')} />,
  report: () => <Report html={REPORT} problem={null} />,
  sheet: () => <Sheet record={RECORD} />,
  'sheet-layout': () => <Sheet record={PLACED_RECORD} />,
  options: () => <Options {...SETTING_UP} view={SET_UP} version="0.1.0" onSignOut={said('sign-out')} profiles={PROFILES_SHOWN} />,
  'options-of-other': () => (
    <Options
      {...SETTING_UP}
      view={ONBOARDINGS['of-other'] ?? null}
      version="0.1.0"
      onSignOut={said('sign-out')}
      profiles={PROFILES_SHOWN}
    />
  ),
  'options-new': () => (
    <Options
      {...SETTING_UP}
      view={ONBOARDINGS.second ?? null}
      problem={problemOf(reason('deployment-unusable', { detail: 'deployment.systems.iam does not fit' }))}
      version="0.1.0"
      onSignOut={said('sign-out')}
      profiles={{
        ...PROFILES_SHOWN,
        view: {
          rows: PROFILES.rows.slice(0, 1),
          unusable: ['emergency-admin: screens.2.controls.0.name.en: it is empty'],
          isManaged: false,
        },
        faults: ['screens.0.fields.1.compare: it must be compared as instant', 'requests: no request is the commit'],
      }}
    />
  ),
  'options-unread': () => (
    <Options
      {...SETTING_UP}
      view={SET_UP}
      version="0.1.0"
      onSignOut={said('sign-out')}
      profiles={{ ...PROFILES_SHOWN, view: null, problem: SILENT }}
    />
  ),
  'evidence-unread': () => <Evidence {...EVIDENCE} rows={null} entry={null} chosen={null} problem={SILENT} />,
  gates: () => <GateBoard />,
  signs: () => <SignBoard />,
};
