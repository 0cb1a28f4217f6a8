import { createHash } from 'node:crypto';

/** A page and the content security policy it is sent with. */
export type Page = Readonly<{ html: string; policy: string }>;

/** One button for each account, no password: the range has no secrets worth one. */
export function signInPage(action: string, accounts: readonly string[]): Page {
  const buttons = accounts.map((account) => `<button name="account" value="${escaped(account)}">Sign in as ${escaped(account)}</button>`);
  const title = 'Sign in to the practice range';
  return page(
    title,
    `<p>Nothing here is real. Choose who you are today.</p><form method="post" action="${escaped(action)}">${buttons.join('')}</form>`,
  );
}

export function messagePage(title: string, text: string): Page {
  return page(title, `<p>${escaped(text)}</p>`);
}

const STYLE = [
  ':root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}',
  'main{max-width:26rem;margin:12vh auto;padding:0 1.5rem}',
  'h1{font-size:1.4rem}',
  'form{display:grid;gap:.6rem}',
  'button{font:inherit;padding:.7rem 1rem;text-align:start;border:1px solid;border-radius:.5rem;cursor:pointer}',
].join('');

/** Without `form-action`: Chromium applies it to the redirect back into the extension too, and would stop it. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function page(title: string, body: string): Page {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style>`;
  return {
    html: `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`,
    policy: POLICY,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
