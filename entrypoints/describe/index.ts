import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startDescribing } from './start.tsx';

// Registered while a console is being described, for its host alone, at document_start, in the isolated world.
export default defineUnlistedScript({ main: () => startDescribing() });
