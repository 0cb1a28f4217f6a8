/** What wakes the worker after it died, by the name that the browser hands back. */
export const CLOSE_GATE_ALARM = 'close-gate';
export const DELIVER_ALARM = 'deliver';
/** Security is called again. */
export const ESCALATE_ALARM = 'escalate';
/** A granted window ends, or is about to. */
export const WINDOW_ALARM = 'window';
/** What could not be taken up, or not be closed, is tried again. */
export const RESTORE_ALARM = 'restore';
