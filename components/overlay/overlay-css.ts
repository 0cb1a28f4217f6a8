import base from '../ui/base.css?inline';
import gate from '../ui/gate.css?inline';
import lists from '../ui/lists.css?inline';
import parts from '../ui/parts.css?inline';
import tenant from '../ui/tenant.css?inline';
import tokens from '../ui/tokens.css?inline';
import fields from './fields.css?inline';
import marksOnPage from './marks-on-page.css?inline';
import overlay from './overlay.css?inline';

/** The overlay's whole style as one string, for the shadow root: no sheet of the page and no link is needed. */
export const OVERLAY_CSS = [tokens, base, parts, tenant, lists, gate, overlay, fields, marksOnPage].join('\n');
