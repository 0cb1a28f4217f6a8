import type { JSX } from 'preact';
import { Onboarding } from '../../components/onboarding/Onboarding.tsx';
import { useSetup } from './use-setup.ts';

/** The first steps, joined to the worker. */
export function ConnectedOnboarding(): JSX.Element {
  const { view, problem, hasAllowed, send, importFile, allow } = useSetup();
  return (
    <Onboarding
      view={view}
      problem={problem}
      hasAllowed={hasAllowed}
      onUseRange={() => send({ type: 'use-range' })}
      onImport={importFile}
      onAllow={allow}
      onSignIn={() => send({ type: 'sign-in' })}
    />
  );
}
