import { defineBackground } from 'wxt/utils/define-background';
import { startWorker } from './worker.ts';

// Everything that wakes the worker is registered in its first turn, inside `startWorker`; nothing else happens here.
export default defineBackground({ type: 'module', main: () => startWorker() });
