/** Everything that the popup may start. It decides nothing, and it dies when it loses the focus. */
export type PopupActions = Readonly<{
  onSetUp: () => void;
  onSignIn: () => void;
  onReadAgain: () => void;
  onStart: (caseId: string) => void;
  onCheckNow: () => void;
  onGoToConsole: () => void;
  onHalt: () => void;
  onAbandon: () => void;
  onAcknowledge: (id: string, note: string) => void;
  onExport: (execution: string) => void;
  onOpenReport: (execution: string) => void;
}>;
