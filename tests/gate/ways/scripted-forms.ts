import { COMMIT_NAME, commitForm, SEND_FORM, script, type Way } from '../way.ts';

const onLoad = (text: string) => script(`addEventListener("load", () => setTimeout(() => { ${text} }));`);
const F = 'document.getElementById("f")';
const B = 'document.getElementById("b")';

const sent = (id: string, initiator: string, rest: Pick<Way, 'page'> & Partial<Way>): Way => ({
  id,
  initiator,
  transport: 'form, urlencoded',
  target: 'commit',
  ...rest,
});

/** A script sends a form. */
export const SCRIPTED_FORMS: readonly Way[] = [
  sent('submit', 'form.submit()', { page: (at) => commitForm(at) + script(SEND_FORM) }),
  sent('request-submit', 'form.requestSubmit()', { page: (at) => commitForm(at) + onLoad(`${F}.requestSubmit();`) }),
  sent('request-submit-button', 'form.requestSubmit(button)', { page: (at) => commitForm(at) + onLoad(`${F}.requestSubmit(${B});`) }),
  sent('button-click', 'button.click()', { page: (at) => commitForm(at) + onLoad(`${B}.click();`) }),
  sent('made-event', 'a click event made by the page', {
    page: (at) => commitForm(at) + onLoad(`${B}.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));`),
  }),
  sent('clean-realm-submit', 'submit() out of another realm', {
    page: (at) =>
      commitForm(at) +
      onLoad(
        `const frame = document.body.appendChild(document.createElement('iframe')); frame.contentWindow.HTMLFormElement.prototype.submit.call(${F});`,
      ),
  }),
  sent('shadowed-submit', 'submit() of a form with a field of that name', {
    page: (at) => commitForm(at, { inside: '<input name="submit" value="1">' }) + onLoad(`HTMLFormElement.prototype.submit.call(${F});`),
  }),
  sent('closed-root-submit', 'form.submit() in a closed shadow root', {
    page: (at) =>
      `<div id="h"></div>${onLoad(
        `const root = document.getElementById('h').attachShadow({ mode: 'closed' }); root.innerHTML = ${JSON.stringify(commitForm(at))}; root.querySelector('form').submit();`,
      )}`,
  }),
  sent('declarative-root-submit', 'requestSubmit() in a declarative shadow root', {
    page: (at) =>
      `<div id="h"><template shadowrootmode="open">${commitForm(at)}</template></div>${onLoad(
        `document.getElementById('h').shadowRoot.querySelector('form').requestSubmit();`,
      )}`,
  }),
  sent('associated-value', 'a form-associated custom element that brings the values', {
    page: (at) =>
      `<form id="f" method="post" action="${at.commit}"><x-all></x-all></form>${script(`customElements.define('x-all', class extends HTMLElement {
        static formAssociated = true;
        constructor() { super(); const data = new FormData(); for (const [name, value] of new URLSearchParams(${JSON.stringify(at.body)})) data.append(name, value); this.attachInternals().setFormValue(data); }
      });`)}${script(SEND_FORM)}`,
  }),
  sent('formdata-event', 'a formdata listener that brings the values', {
    page: (at) =>
      `<form id="f" method="post" action="${at.commit}"></form>${script(
        `${F}.addEventListener('formdata', (event) => { for (const [name, value] of new URLSearchParams(${JSON.stringify(at.body)})) event.formData.append(name, value); });`,
      )}${script(SEND_FORM)}`,
  }),
  sent('made-form', 'a form that is made and sent in one task', {
    page: (at) =>
      onLoad(`const form = document.createElement('form'); form.method = 'post'; form.action = ${JSON.stringify(at.commit)};
        for (const [name, value] of new URLSearchParams(${JSON.stringify(at.body)})) { const field = document.createElement('input'); field.name = name; field.value = value; form.append(field); }
        document.body.append(form); form.submit(); form.remove();`),
  }),
  sent('svg-form', 'a form inside a drawing', {
    page: (at) => `<svg><foreignObject width="300" height="200">${commitForm(at)}</foreignObject></svg>${script(SEND_FORM)}`,
  }),
  sent('form-multipart', 'form.submit()', {
    transport: 'form, multipart',
    page: (at) => commitForm(at, { attributes: 'enctype="multipart/form-data"' }) + script(SEND_FORM),
  }),
  sent('form-file', 'form.submit() with a file', {
    transport: 'form, multipart with a file',
    page: (at) =>
      commitForm(at, { attributes: 'enctype="multipart/form-data"', inside: '<input type="file" name="packet" id="p">' }) +
      onLoad(
        `const files = new DataTransfer(); files.items.add(new File(['packet'], 'packet.txt')); document.getElementById('p').files = files.files; ${F}.submit();`,
      ),
  }),
  sent('form-plain', 'form.submit()', {
    transport: 'form, plain text',
    page: (at) => commitForm(at, { attributes: 'enctype="text/plain"' }) + script(SEND_FORM),
  }),
  sent('form-in-frame-target', 'form.submit() aimed at a frame', {
    transport: 'form into a frame',
    page: (at) => `<iframe name="there"></iframe>${commitForm(at, { attributes: 'target="there"' })}${script(SEND_FORM)}`,
  }),
  sent('form-new-tab', 'form.submit() aimed at a new tab', {
    transport: 'form, new tab',
    page: (at) => commitForm(at, { attributes: 'target="_blank" rel="noopener"' }) + script(SEND_FORM),
  }),
  sent('javascript-address', 'a javascript: address', {
    page: (at) => commitForm(at) + onLoad(`location.href = 'javascript:void ${F}.submit()'.replaceAll('"', "'");`),
  }),
  sent('invoker', 'a button that is pressed by another one’s script', {
    page: (at) =>
      `${commitForm(at)}<button id="o" onclick='${B}.click()'>${COMMIT_NAME} later</button>${onLoad(`document.getElementById('o').click();`)}`,
  }),
  sent('autosave', 'an autosave that commits', {
    transport: 'fetch',
    page: (at) =>
      commitForm(at) +
      script(
        `setInterval(() => fetch(${F}.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(${F})) }), 100);`,
      ),
  }),
];
