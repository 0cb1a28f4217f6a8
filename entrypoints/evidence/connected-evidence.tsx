import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Evidence } from '../../components/evidence/Evidence.tsx';
import { ask } from '../../lib/browser/ask.ts';
import type { EvidenceEntryView } from '../../lib/core/execution/page-views.ts';
import type { EvidenceRow } from '../../lib/core/execution/view.ts';
import { type Reason, sentence } from '../../lib/core/reason.ts';
import { type SavedBundle, saveBundle } from './save-bundle.ts';

type ConnectedProps = Readonly<{ first: string | null; isExportAsked: boolean }>;

/** The evidence page, joined to the worker. */
export function ConnectedEvidence({ first, isExportAsked }: ConnectedProps): JSX.Element {
  const [rows, setRows] = useState<readonly EvidenceRow[] | null>(null);
  const [chosen, setChosen] = useState(first);
  const [entry, setEntry] = useState<EvidenceEntryView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<SavedBundle | null>(null);
  const refuse = useCallback((reason: Reason) => setProblem(sentence(reason)), []);

  const save = useCallback(
    async (execution: string): Promise<void> => {
      const reply = await ask<'export'>({ type: 'export', execution });
      if (!reply.ok) return refuse(reply.reason);
      setProblem(null);
      setSaved(saveBundle(reply.value));
    },
    [refuse],
  );

  useEffect(() => {
    void ask<'evidence-list'>({ type: 'evidence-list' }).then((reply) => (reply.ok ? setRows(reply.value) : refuse(reply.reason)));
  }, [refuse]);

  useEffect(() => {
    if (first !== null && isExportAsked) void save(first);
  }, [first, isExportAsked, save]);

  useEffect(() => {
    if (chosen === null) return undefined;
    const life = new AbortController();
    setEntry(null);
    void ask<'evidence-entry'>({ type: 'evidence-entry', execution: chosen }).then((reply) => {
      if (life.signal.aborted) return;
      if (reply.ok) setEntry(reply.value);
      else refuse(reply.reason);
    });
    return () => life.abort();
  }, [chosen, refuse]);

  return (
    <Evidence
      rows={rows}
      entry={entry}
      chosen={chosen}
      problem={problem}
      saved={saved}
      onChoose={(execution) => {
        history.replaceState(null, '', `?execution=${encodeURIComponent(execution)}`);
        setProblem(null);
        setChosen(execution);
      }}
      onExport={(execution) => void save(execution)}
      onOpenReport={(execution) =>
        void window.open(`evidence.html?execution=${encodeURIComponent(execution)}&report=1`, '_blank', 'noopener')
      }
    />
  );
}
