import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type BroughtBundle, Evidence } from '../../components/evidence/Evidence.tsx';
import { ask } from '../../lib/browser/ask.ts';
import { openPage } from '../../lib/browser/open-page.ts';
import { FINDING_CHOICES } from '../../lib/core/evidence/addendum-words.ts';
import type { TrustedDevice } from '../../lib/core/evidence/device-trust.ts';
import type { EvidenceEntryView } from '../../lib/core/execution/page-views.ts';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { type Problem, problemOf } from '../../lib/core/problem.ts';
import type { Reason } from '../../lib/core/reason.ts';
import { readBrought, verifyBrought } from './bring.ts';
import { type SavedFile, saveBundle, saveBundles } from './save-bundle.ts';

type ConnectedProps = Readonly<{ first: string | null; isExportAsked: boolean }>;

/** The evidence page, joined to the worker. */
export function ConnectedEvidence({ first, isExportAsked }: ConnectedProps): JSX.Element {
  const [chosen, setChosen] = useState(first);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const refuse = useCallback((reason: Reason) => setProblem(problemOf(reason)), []);
  const rows = useRows(refuse);
  const { entry, again } = useEntry(chosen, refuse);
  const { brought, bring, putAway } = useBrought(setProblem);
  useDrops(bring);

  const save = useCallback(
    async (executions: readonly string[]): Promise<void> => {
      const [only] = executions;
      const made = executions.length === 1 && only !== undefined ? await saveBundle(only) : await saveBundles(executions);
      if (!made.isSaved) return refuse(made.reason);
      setProblem(null);
      setSaved(made.file);
    },
    [refuse],
  );

  useEffect(() => {
    if (first !== null && isExportAsked) void save([first]);
  }, [first, isExportAsked, save]);

  return (
    <Evidence
      rows={rows}
      entry={entry}
      chosen={chosen}
      problem={problem}
      saved={saved}
      brought={brought}
      onChoose={(execution) => {
        history.replaceState(null, '', `?execution=${encodeURIComponent(execution)}`);
        setProblem(null);
        putAway();
        setChosen(execution);
      }}
      onExport={(execution) => void save([execution])}
      onExportAll={(executions) => void save(executions)}
      onBring={(file) => void bring(file)}
      findings={FINDING_CHOICES}
      onCorrect={(execution, { is: finding }) =>
        void ask<'correct'>({ type: 'correct', execution, finding }).then((reply) => (reply.ok ? again() : refuse(reply.reason)))
      }
      onOpenReport={(execution) => void openPage(`evidence.html?execution=${encodeURIComponent(execution)}&report=1`)}
    />
  );
}

function useRows(refuse: (reason: Reason) => void): readonly EvidenceRow[] | null {
  const [rows, setRows] = useState<readonly EvidenceRow[] | null>(null);
  useEffect(() => {
    void ask<'evidence-list'>({ type: 'evidence-list' }).then((reply) => (reply.ok ? setRows(reply.value) : refuse(reply.reason)));
  }, [refuse]);
  return rows;
}

/** The chosen execution; null while it is being read. An answer that comes after another choice is dropped. */
function useEntry(
  chosen: string | null,
  refuse: (reason: Reason) => void,
): Readonly<{ entry: EvidenceEntryView | null; again: () => void }> {
  const [entry, setEntry] = useState<EvidenceEntryView | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => setEntry(null), [chosen]);
  useEffect(() => {
    if (chosen === null) return undefined;
    const life = new AbortController();
    void ask<'evidence-entry'>({ type: 'evidence-entry', execution: chosen }).then((reply) => {
      if (life.signal.aborted) return;
      if (reply.ok) setEntry(reply.value);
      else refuse(reply.reason);
    });
    return () => life.abort();
  }, [chosen, refuse, times]);
  return { entry, again: () => setTimes((now) => now + 1) };
}

type Bringing = Readonly<{ brought: BroughtBundle | null; bring: (file: File) => Promise<void>; putAway: () => void }>;

/** A brought bundle is verified again when the enrolled devices come after it. */
function useBrought(say: (problem: Problem | null) => void): Bringing {
  const [bundle, setBundle] = useState<Readonly<{ name: string; bytes: Uint8Array }> | null>(null);
  const [devices, setDevices] = useState<readonly TrustedDevice[] | null>(null);
  const [brought, setBrought] = useState<BroughtBundle | null>(null);
  useEffect(() => {
    if (bundle === null) return setBrought(null);
    const life = new AbortController();
    void verifyBrought(bundle.name, bundle.bytes, devices).then((found) => {
      if (!life.signal.aborted) setBrought(found);
    });
    return () => life.abort();
  }, [bundle, devices]);
  const bring = async (file: File): Promise<void> => {
    const read = await readBrought(file);
    say(read.is === 'neither' ? read.problem : null);
    if (read.is === 'bundle') setBundle(read);
    if (read.is === 'devices') setDevices(read.devices);
  };
  return { brought, bring, putAway: () => setBundle(null) };
}

/** A file dropped anywhere on the page is brought; without this the browser would open it instead. */
function useDrops(bring: (file: File) => Promise<void>): void {
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    document.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    document.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) void bring(file);
      },
      { signal },
    );
    return () => life.abort();
  });
}
