import type { JSX } from 'preact';
import { Options } from '../../components/options/Options.tsx';
import { browser } from '../../lib/browser/api.ts';
import { useSetup } from '../onboarding/use-setup.ts';
import { useProfiles } from './use-profiles.ts';

/** The options, joined to the worker. */
export function ConnectedOptions(): JSX.Element {
  const { view, problem, send, importFile, allow } = useSetup();
  return (
    <Options
      view={view}
      problem={problem}
      version={browser.runtime.getManifest().version}
      onImport={importFile}
      onAllow={allow}
      onSignIn={() => send({ type: 'sign-in' })}
      onSignOut={() => send({ type: 'sign-out' })}
      profiles={useProfiles()}
    />
  );
}
