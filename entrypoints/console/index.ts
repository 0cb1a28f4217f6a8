import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startConsole } from './start.ts';

// Registered at run time for the hosts of a profile, at document_start, in the isolated world.
export default defineUnlistedScript({ main: () => startConsole() });
