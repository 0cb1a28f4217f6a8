export const ROOT: string;
export function say(line: string): void;
/** Brings dependencies and a Node that can run the tools; ends the process where a newer Node has done the work. */
export function prepare(script: string): Promise<void>;
export function isNodeNewEnough(version: string): boolean;
export function whatIsMissing(root?: string): string | null;
/** Brings the packages of a folder by its lockfile; false where that did not work, which was said. */
export function bring(root: string, what: string): Promise<boolean>;
