import { childrenOf, isElement, isRendered, nameOfTag, openShadowRoot, textOf } from './dom.ts';
import { chosenIn, isNativeControl, rawValueOf, typeOfInput } from './fields.ts';

const assignedNodes = HTMLSlotElement.prototype.assignedNodes;
const UNSEEN_TAGS: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);
export const TEXT_LENGTH_MAX = 8_192;

/** What a person reads in an element: text of what is rendered, through slots and open shadow roots, plain blanks folded. */
export function visibleText(element: Element, isPassedOver: (inner: Element) => boolean = () => false): string {
  const parts: string[] = [];
  gather(element, parts, { left: TEXT_LENGTH_MAX, isPassedOver });
  return parts
    .join('')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replace(/^ | $/g, '');
}

/** What a page says in one place, be it written out or shown in a control, such as one that nobody can write in. */
export function textSaidIn(element: Element): string {
  const isTyped = isNativeControl(element) && !/^(?:|hidden|password|checkbox|radio|file)$/.test(typeOfInput(element));
  return isTyped || nameOfTag(element) === 'textarea' ? rawValueOf(element) : visibleText(element);
}

/** Of a list, only what is chosen is said: the others merely could be. */
function textChosenIn(list: Element): string {
  return chosenIn(list)
    .map((one) => one.text)
    .join(' ');
}

type Gathering = { left: number; readonly isPassedOver: (inner: Element) => boolean };

function gather(node: Node, parts: string[], budget: Gathering): void {
  if (budget.left <= 0) return;
  const text = textOf(node);
  if (text !== null) {
    budget.left -= text.length;
    parts.push(text);
    return;
  }
  if (!isElement(node) || UNSEEN_TAGS.has(nameOfTag(node))) return;
  if (budget.isPassedOver(node) || !isRendered(node)) return;
  if (nameOfTag(node) === 'select') {
    parts.push(` ${textChosenIn(node)} `);
    return;
  }
  const isBlock = !/^(?:a|b|i|em|strong|span|small|code|time|slot|label|mark|abbr|u|s|sub|sup)$/.test(nameOfTag(node));
  if (isBlock) parts.push(' ');
  for (const child of shownChildren(node)) gather(child, parts, budget);
  if (isBlock) parts.push(' ');
}

function shownChildren(element: Element): readonly Node[] {
  if (nameOfTag(element) === 'slot') {
    const assigned: readonly Node[] = assignedNodes.call(element);
    return assigned.length > 0 ? assigned : childrenOf(element);
  }
  const shadow = openShadowRoot(element);
  return childrenOf(shadow ?? element);
}
