import type { JSX } from 'preact';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PopupActions } from '../../components/popup/popup-actions.ts';
import { openPage } from '../../lib/browser/open-page.ts';
import { usePopup } from './use-popup.ts';

/** What a halt from the popup says of itself in the journal: one press must be enough to stop. */
const HALT_NOTE = 'Halted by hand in the popup.';

/** The popup, joined to the worker. It only starts things: what takes longer than a press opens a tab of its own. */
export function ConnectedPopup(): JSX.Element {
  const { view, problem, nowMs, act } = usePopup();
  const execution = view !== null && 'view' in view.body ? view.body.view.execution : '';
  const actions: PopupActions = {
    onSetUp: () => void openPage('onboarding.html'),
    onSignIn: () => act({ type: 'sign-in' }),
    onReadAgain: () => act({ type: 'read-again' }),
    onStart: (caseId) => act({ type: 'start', caseId }),
    onCheckNow: () => act({ type: 'check-now', execution }),
    onGoToConsole: () => act({ type: 'go-to-console', execution }),
    onHalt: () => act({ type: 'halt', execution, note: HALT_NOTE }),
    onDoNotStart: () => act({ type: 'do-not-start', execution }),
    onDecide: (caseId) => void openPage(`takeover.html?case=${encodeURIComponent(caseId)}`),
    onAcknowledge: (id, note) => act({ type: 'acknowledge', execution, id, note }),
    onExport: (execution) => void openPage(`evidence.html?execution=${encodeURIComponent(execution)}&export=1`),
    onOpenReport: (execution) => void openPage(`evidence.html?execution=${encodeURIComponent(execution)}&report=1`),
  };
  return <Popup {...actions} view={view} problem={problem} nowMs={nowMs} />;
}
