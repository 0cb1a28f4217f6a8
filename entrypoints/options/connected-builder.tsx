import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Builder } from '../../components/builder/Builder.tsx';
import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import type { Describing } from '../../lib/workflow/describing.ts';
import { builderActs } from './builder-acts.ts';
import { SavedPage } from './saved-page.tsx';
import type { Building } from './use-builder.ts';

type ConnectedBuilderProps = Readonly<{ building: Building; describing: Describing; view: BuilderView; onKept: () => void }>;

/** The builder, joined to the draft that is being made. */
export function ConnectedBuilder({ building, describing, view, onKept }: ConnectedBuilderProps): JSX.Element {
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  // What was wrong is no news any more once something else was said.
  useEffect(() => setProblem(null), [view.says, view.undoable]);
  const acts = builderActs({
    building,
    describing,
    onProblem: setProblem,
    onKept: () => {
      building.end();
      onKept();
    },
    onSavedPage: (file) => void file.text().then(setSaved),
  });
  return (
    <Builder view={{ ...view, says: problem ?? view.says }} acts={acts}>
      {saved !== null && <SavedPage html={saved} describing={describing} />}
    </Builder>
  );
}
