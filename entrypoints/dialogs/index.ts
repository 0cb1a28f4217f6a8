import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { tellOfDialogs } from '../../lib/page/browser-dialogs.ts';

// Registered beside the page room, at document_start, in the page's own world: only there is a dialog of the browser seen.
export default defineUnlistedScript({ main: () => tellOfDialogs(window) });
