import type { JSX } from 'preact';
import { Options } from '../../components/options/Options.tsx';
import { browser } from '../../lib/browser/api.ts';
import { useSetup } from '../onboarding/use-setup.ts';
import { ConnectedBuilder } from './connected-builder.tsx';
import { useBuilder } from './use-builder.ts';
import { useProfiles } from './use-profiles.ts';

/** The options, joined to the worker; and in their place the builder, while a console is described. */
export function ConnectedOptions(): JSX.Element {
  const { view, problem, send, importFile, allow } = useSetup();
  const { readAgain, ...profiles } = useProfiles();
  const building = useBuilder();
  if (building.describing !== null && building.view !== null) {
    return <ConnectedBuilder building={building} describing={building.describing} view={building.view} onKept={readAgain} />;
  }
  const { kept } = building;
  return (
    <Options
      view={view}
      problem={problem}
      version={browser.runtime.getManifest().version}
      onImport={importFile}
      onAllow={allow}
      onSignIn={() => send({ type: 'sign-in' })}
      onSignOut={() => send({ type: 'sign-out' })}
      profiles={{
        ...profiles,
        describe: {
          problem: building.problem,
          kept: kept?.startUrl ?? null,
          onDescribe: (address) => building.begin(address, null),
          onGoOn: () => {
            if (kept !== null) building.begin(kept.startUrl, kept);
          },
        },
      }}
    />
  );
}
