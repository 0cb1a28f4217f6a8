/** Markup that is safe to put into a page. Only `html` makes it. */
export type Html = Readonly<{ markup: string }>;

type Part = Html | string | number | readonly Html[];

/** Builds markup: whatever is put in is text and is escaped, unless it is markup already. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: fixed.reduce((whole, text, at) => `${whole}${markupOf(parts[at - 1] ?? '')}${text}`) };
}

function markupOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map((one) => one.markup).join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
