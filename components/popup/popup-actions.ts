/** Everything that the popup may start. It decides nothing, and it dies when it loses the focus. */
export type PopupActions = Readonly<{
  onSetUp: () => void;
  onSignIn: () => void;
  onReadAgain: () => void;
  onStart: (caseId: string) => void;
  onCheckNow: () => void;
  onGoToConsole: () => void;
  onHalt: () => void;
  onDoNotStart: () => void;
  /** Opens the page on which a person decides about a halted case. */
  onDecide: (caseId: string) => void;
  onAcknowledge: (id: string, note: string) => void;
  onExport: (execution: string) => void;
  onOpenReport: (execution: string) => void;
}>;
