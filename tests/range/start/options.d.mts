import type { StartOptions } from './main.ts';

/** What `npm start` was asked for, or one sentence that says what is wrong with it. */
export function readOptions(args: readonly string[]): StartOptions | string;
