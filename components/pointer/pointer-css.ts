import base from '../ui/base.css?inline';
import lists from '../ui/lists.css?inline';
import parts from '../ui/parts.css?inline';
import tokens from '../ui/tokens.css?inline';
import pointer from './pointer.css?inline';

/** The whole style of what is drawn while a console is described, for its shadow root. */
export const POINTER_CSS = [tokens, base, parts, lists, pointer].join('\n');
