/**
 * Ways in which something secret can stand on a console's page. `html` gives the markup with the canary in it; a script in it
 * finds its own place by the id that it was given. `isLoud`: a guard must stop at it (a dialog, an alert), so it is
 * planted in a play of its own; `told` is what the journal must say of it then. `isPainted`: only a picture shows it, so only reading a picture can find it.
 */
export type Channel = Readonly<{
  name: string;
  html: (canary: string, id: string) => string;
  isLoud?: boolean;
  told?: string;
  isPainted?: boolean;
}>;

const quiet = (name: string, html: Channel['html']): Channel => ({ name, html });
const loud = (name: string, html: Channel['html']): Channel => ({ name, html, isLoud: true });
/** Put into the console's form by a script, where a guard looks at every control. */
const inForm = (name: string, told: string, html: (canary: string) => string): Channel => ({
  name,
  told,
  isLoud: true,
  html: (c, id) => `<div id="${id}">${html(c)}</div>${script(`document.forms[0].append(document.getElementById('${id}'))`)}`,
});
const painted = (name: string, html: Channel['html']): Channel => ({ name, html, isPainted: true });

const halves = (text: string): readonly [string, string] => [text.slice(0, 6), text.slice(6)];
const backwards = (text: string): string => [...text].reverse().join('');
const script = (code: string): string => `<script>{${code}}</script>`;
/** Large, black on white, upper case: what can be read from a picture at all can be read here. */
const BIG = 'font:bold 30px monospace;letter-spacing:2px;color:#000;background:#fff;padding:12px';
const svg = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="60"><rect width="420" height="60" fill="#fff"/><text x="10" y="42" font-family="monospace" font-weight="bold" font-size="34" letter-spacing="2">${text}</text></svg>`;
const picture = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(svg(text)).toString('base64')}`;
const sheet = (id: string, css: string): string => `<style>#${id}{${BIG};display:block;min-height:60px}${css}</style>`;

const TEXTS: readonly Channel[] = [
  quiet('text', (c) => `<p>${c}</p>`),
  quiet('text split over elements', (c) => `<p>${halves(c)[0]}<b>${halves(c)[1]}</b></p>`),
  quiet('text split by a comment', (c) => `<p>${halves(c)[0]}<!-- -->${halves(c)[1]}</p>`),
  quiet('text with soft hyphens', (c) => `<p>${[...c].join('&shy;')}</p>`),
  quiet('text written right to left', (c) => `<p><bdo dir="rtl">${backwards(c)}</bdo></p>`),
  quiet('isolated bidirectional text', (c) => `<p dir="rtl"><bdi>${c}</bdi></p>`),
  quiet('vertical text', (c) => `<p style="writing-mode:vertical-rl;height:200px">${c}</p>`),
  quiet('ruby', (c) => `<ruby>name<rt>${c}</rt></ruby>`),
  quiet('MathML', (c) => `<math><mi>${c}</mi></math>`),
  quiet('SVG text', (c) => `<svg width="300" height="30"><text y="20">${c}</text></svg>`),
  quiet('SVG title', (c) => `<svg width="30" height="30" role="img"><title>${c}</title><rect width="9" height="9"/></svg>`),
  quiet('SVG description', (c) => `<svg width="30" height="30"><desc>${c}</desc></svg>`),
  quiet(
    'SVG foreign object',
    (c) => `<svg width="300" height="30"><foreignObject width="300" height="30"><p>${c}</p></foreignObject></svg>`,
  ),
  quiet(
    'SVG text on a path',
    (c) => `<svg width="300" height="30"><path id="p${c}" d="M0 20h300"/><text><textPath href="#p${c}">${c}</textPath></text></svg>`,
  ),
  quiet('text marked as translated', (c) => `<p lang="de" translate="yes">${c}</p>`),
  quiet('text in an unselectable block', (c) => `<p style="user-select:none">${c}</p>`),
  quiet(
    'selected text',
    (c, id) => `<p id="${id}">${c}</p>${script(`getSelection().selectAllChildren(document.getElementById('${id}'))`)}`,
  ),
  quiet('first letter', (c, id) => `<style>#${id}::first-letter{font-size:40px}</style><p id="${id}">${c}</p>`),
  quiet('first line', (c, id) => `<style>#${id}::first-line{color:red}</style><p id="${id}">${c}</p>`),
  quiet('preformatted text', (c) => `<pre>${c}</pre>`),
  quiet('code', (c) => `<code>${c}</code>`),
  quiet('abbreviation', (c) => `<abbr title="${c}">x</abbr>`),
  quiet('time', (c) => `<time datetime="${c}">then</time>`),
  quiet('data element', (c) => `<data value="${c}">x</data>`),
  quiet('output', (c) => `<output>${c}</output>`),
  quiet('deleted text', (c) => `<del>${c}</del>`),
  quiet('citation of a quotation', (c) => `<blockquote cite="/q?${c}">q</blockquote>`),
  quiet('table cell', (c) => `<table><tr><td>${c}</td></tr></table>`),
  quiet('table caption', (c) => `<table><caption>${c}</caption><tr><td>1</td></tr></table>`),
  quiet('table header abbreviation', (c) => `<table><tr><th abbr="${c}">h</th></tr></table>`),
  quiet('list item', (c) => `<ul><li>${c}</li></ul>`),
  quiet('definition', (c) => `<dl><dt>${c}</dt><dd>d</dd></dl>`),
  quiet('heading', (c) => `<h4>${c}</h4>`),
  quiet('figure caption', (c) => `<figure><figcaption>${c}</figcaption></figure>`),
];

const FIELDS: readonly Channel[] = [
  ...['text', 'search', 'tel', 'url', 'email', 'password', 'hidden'].map((type) =>
    quiet(`${type} field, attribute`, (c) => `<input type="${type}" value="${c}" aria-label="x">`),
  ),
  ...['text', 'search', 'tel', 'url', 'email', 'password', 'hidden'].map((type) =>
    quiet(
      `${type} field, property`,
      (c, id) => `<input type="${type}" id="${id}" aria-label="x">${script(`document.getElementById('${id}').value='${c}'`)}`,
    ),
  ),
  quiet(
    'stale attribute under another value',
    (c, id) => `<input id="${id}" value="${c}" aria-label="x">${script(`document.getElementById('${id}').value='other'`)}`,
  ),
  quiet('text area', (c) => `<textarea aria-label="x">${c}</textarea>`),
  quiet(
    'text area, property',
    (c, id) => `<textarea id="${id}" aria-label="x"></textarea>${script(`document.getElementById('${id}').value='${c}'`)}`,
  ),
  quiet('checkbox value', (c) => `<input type="checkbox" value="${c}" aria-label="x">`),
  quiet('radio value', (c) => `<input type="radio" value="${c}" aria-label="x">`),
  quiet('selected option', (c) => `<select aria-label="x"><option selected>${c}</option></select>`),
  quiet('unselected option', (c) => `<select aria-label="x"><option>one<option>${c}</select>`),
  quiet('option value', (c) => `<select aria-label="x"><option value="${c}">one</select>`),
  quiet('option label', (c) => `<select aria-label="x"><option label="${c}">one</select>`),
  quiet('option group', (c) => `<select aria-label="x"><optgroup label="${c}"><option>one</optgroup></select>`),
  quiet('data list', (c, id) => `<input list="${id}" aria-label="x"><datalist id="${id}"><option value="${c}"></datalist>`),
  quiet('placeholder', (c) => `<input placeholder="${c}" aria-label="x">`),
  quiet('placeholder of a text area', (c) => `<textarea placeholder="${c}" aria-label="x"></textarea>`),
  quiet('pattern of a field', (c) => `<input pattern="${c}" aria-label="x">`),
  quiet('name of a field', (c) => `<input name="${c}" aria-label="x">`),
  quiet('autocomplete section', (c) => `<input autocomplete="section-${c} email" aria-label="x">`),
  quiet('button value', (c) => `<input type="button" value="${c}">`),
  quiet('button text', (c) => `<button type="button">${c}</button>`),
  quiet('progress text', (c) => `<progress value="3" max="9">${c}</progress>`),
  quiet('meter title', (c) => `<meter value="3" max="9" title="${c}"></meter>`),
  quiet('legend', (c) => `<fieldset><legend>${c}</legend></fieldset>`),
  quiet('label that carries a name', (c) => `<label>Reset ${c}@northwind.example <input></label>`),
  quiet(
    'name of a file',
    (c, id) =>
      `<input type="file" id="${id}" aria-label="x">${script(`const t=new DataTransfer();t.items.add(new File(['x'],'${c}.txt'));document.getElementById('${id}').files=t.files`)}`,
  ),
  quiet('editable text', (c) => `<div contenteditable="true">${c}</div>`),
  quiet(
    'custom validity',
    (c, id) => `<input id="${id}" aria-label="x">${script(`document.getElementById('${id}').setCustomValidity('${c}')`)}`,
  ),
  quiet('form action', (c) => `<form action="/x/${c}"></form>`),
  quiet('form name clobbering a property', (c) => `<form><input name="textContent" value="${c}" aria-label="x"></form>`),
  quiet('image named like a method', (c) => `<img name="cookie" alt="${c}">`),
];

const ATTRIBUTES: readonly Channel[] = [
  ...['title', 'id', 'class', 'lang', 'accesskey', 'itemprop', 'slot', 'part', 'headers', 'is'].map((name) =>
    quiet(`attribute ${name}`, (c) => `<span ${name}="${c}">x</span>`),
  ),
  ...[
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'aria-roledescription',
    'aria-placeholder',
    'aria-details',
    'aria-keyshortcuts',
    'aria-braillelabel',
  ].map((name) => quiet(`attribute ${name}`, (c) => `<span role="img" ${name}="${c}">x</span>`)),
  quiet('described by hidden text', (c, id) => `<span role="img" aria-labelledby="${id}"></span><span id="${id}" hidden>${c}</span>`),
  quiet('data attribute', (c) => `<span data-user="${c}">x</span>`),
  quiet('name of a data attribute', (c) => `<span data-${c.toLowerCase()}="1">x</span>`),
  quiet('address of a link', (c) => `<a href="/u/${c}">x</a>`),
  quiet('query of a link', (c) => `<a href="/u?who=${c}">x</a>`),
  quiet('mail link', (c) => `<a href="mailto:${c}@northwind.example">x</a>`),
  quiet('ping of a link', (c) => `<a ping="/p/${c}" href="/x">x</a>`),
  quiet('name of a download', (c) => `<a download="${c}.csv" href="/x">x</a>`),
  quiet('handler in an attribute', (c) => `<span onclick="go('${c}')">x</span>`),
  quiet(
    'attribute that asks not to be masked',
    (c) => `<span data-no-mask data-sentry-unmask data-hj-allow class="unmask fs-unmask">${c}</span>`,
  ),
  quiet('microdata', (c) => `<span itemscope itemid="urn:${c}"></span>`),
  quiet('inline style', (c) => `<span style="--who:${c}">x</span>`),
];

const PICTURES: readonly Channel[] = [
  quiet('alternative text', (c) => `<img alt="${c}">`),
  quiet('address of an image', (c) => `<img src="/x/${c}.png" alt="">`),
  quiet('address in a source set', (c) => `<img srcset="/x/${c}.png 2x" alt="">`),
  quiet('address of an image elsewhere', (c) => `<img src="http://127.0.0.1:9/${c}.png" alt="">`),
  painted('image in a data address', (c) => `<img src="${picture(c)}" alt="">`),
  painted('image in a picture element', (c) => `<picture><source srcset="${picture(c)}"><img alt=""></picture>`),
  painted(
    'image from a blob',
    (c, id) =>
      `<img id="${id}" alt="">${script(`document.getElementById('${id}').src=URL.createObjectURL(new Blob([atob('${Buffer.from(svg(c)).toString('base64')}')],{type:'image/svg+xml'}))`)}`,
  ),
  painted(
    'canvas',
    (c, id) =>
      `<canvas id="${id}" width="420" height="60"></canvas>${script(`const x=document.getElementById('${id}').getContext('2d');x.fillStyle='#fff';x.fillRect(0,0,420,60);x.fillStyle='#000';x.font='bold 34px monospace';x.letterSpacing='2px';x.fillText(atob('${Buffer.from(c).toString('base64')}'),10,42)`)}`,
  ),
  painted('image button', (c) => `<input type="image" src="${picture(c)}" alt="x">`),
  painted('poster of a video', (c) => `<video poster="${picture(c)}" width="420" height="60"></video>`),
  painted('object', (c) => `<object data="${picture(c)}" width="420" height="60"></object>`),
  painted('background image', (c, id) => `${sheet(id, `#${id}{background:#fff url(${picture(c)}) no-repeat}`)}<div id="${id}"></div>`),
  painted('image of a list marker', (c, id) => `<style>#${id}{list-style:inside url(${picture(c)})}</style><ul><li id="${id}"></li></ul>`),
  painted('image as content', (c, id) => `<style>#${id}::before{content:url(${picture(c)})}</style><p id="${id}"></p>`),
  painted(
    'border image',
    (c, id) =>
      `<style>#${id}{border-top:60px solid;width:420px;border-image:url(${picture(c)}) 60 0 0 0 fill / 60px 0 0 0 stretch}</style><div id="${id}"></div>`,
  ),
  painted('mask image', (c, id) => {
    const cut = `data:image/svg+xml;base64,${Buffer.from(svg(c).replace(/<rect.*?\/>/, '')).toString('base64')}`;
    return `<style>#${id}{width:420px;height:60px;background:#000;mask-image:url(${cut})}</style><div id="${id}"></div>`;
  }),
  painted('SVG image', (c) => `<svg width="420" height="60"><image href="${picture(c)}" width="420" height="60"/></svg>`),
  painted(
    'SVG use',
    (c, id) =>
      `<svg width="0" height="0"><symbol id="${id}">${svg(c)}</symbol></svg><svg width="420" height="60"><use href="#${id}"/></svg>`,
  ),
];

const STYLES: readonly Channel[] = [
  quiet('content before', (c, id) => `${sheet(id, `#${id}::before{content:"${c}"}`)}<p id="${id}"></p>`),
  quiet('content after', (c, id) => `${sheet(id, `#${id}::after{content:"${c}"}`)}<p id="${id}"></p>`),
  quiet('content from an attribute', (c, id) => `${sheet(id, `#${id}::before{content:attr(data-c)}`)}<p id="${id}" data-c="${c}"></p>`),
  quiet('content from a variable', (c, id) => `${sheet(id, `#${id}{--c:"${c}"}#${id}::before{content:var(--c)}`)}<p id="${id}"></p>`),
  quiet(
    'registered property',
    (c, id) =>
      `<style>@property --r${id}{syntax:"*";inherits:true;initial-value:"${c}"}</style>` +
      sheet(id, `#${id}::before{content:var(--r${id})}`) +
      `<p id="${id}"></p>`,
  ),
  quiet('marker', (c, id) => `<style>#${id}::marker{content:"${c}"}</style><ul><li id="${id}">x</li></ul>`),
  quiet(
    'counter style',
    (c, id) =>
      `<style>@counter-style k${id}{system:cyclic;symbols:"${c}"}#${id}{list-style:k${id} inside}</style><ul><li id="${id}">x</li></ul>`,
  ),
  quiet('quotation marks', (c, id) => `<style>#${id}{quotes:"${c}" "x"}</style><q id="${id}">x</q>`),
  painted(
    'adopted sheet',
    (c, id) =>
      sheet(id, '') +
      `<p id="${id}"></p>${script(`const s=new CSSStyleSheet();s.replaceSync('#${id}::before{content:"'+atob('${Buffer.from(c).toString('base64')}')+'"}');document.adoptedStyleSheets=[...document.adoptedStyleSheets,s]`)}`,
  ),
  quiet('font family', (c) => `<span style="font-family:'${c}'">x</span>`),
  quiet('animation name', (c) => `<span style="animation-name:${c}">x</span>`),
  quiet('container name', (c) => `<span style="container-name:${c}">x</span>`),
  quiet('grid area name', (c) => `<span style="display:grid;grid-template-areas:'${c}'">x</span>`),
];

const SHADOW = 'role="none"';
const FRAMES: readonly Channel[] = [
  quiet('frame by srcdoc', (c) => `<iframe srcdoc="<p>${c}</p>"></iframe>`),
  quiet('sandboxed frame', (c) => `<iframe sandbox srcdoc="<p>${c}</p>"></iframe>`),
  quiet('frame by a data address', (c) => `<iframe src="data:text/html,<p>${c}</p>"></iframe>`),
  quiet('name of a frame', (c) => `<iframe name="${c}" srcdoc="x"></iframe>`),
  quiet('title of a frame', (c) => `<iframe title="${c}" srcdoc="x"></iframe>`),
  quiet('address of a frame', (c) => `<iframe src="/none?${c}"></iframe>`),
  quiet(
    'written frame',
    (c, id) =>
      `<iframe id="${id}"></iframe>${script(`const d=document.getElementById('${id}').contentDocument;d.open();d.write('<p>${c}</p>');d.close()`)}`,
  ),
  quiet(
    'open shadow root',
    (c, id) =>
      `<div ${SHADOW} id="${id}"></div>${script(`document.getElementById('${id}').attachShadow({mode:'open'}).innerHTML='<p>${c}</p>'`)}`,
  ),
  quiet(
    'closed shadow root',
    (c, id) =>
      `<div ${SHADOW} id="${id}"></div>${script(`document.getElementById('${id}').attachShadow({mode:'closed'}).innerHTML='<p>${c}</p>'`)}`,
  ),
  quiet('declarative shadow root', (c) => `<div ${SHADOW}><template shadowrootmode="open"><p>${c}</p></template></div>`),
  quiet('declarative closed shadow root', (c) => `<div ${SHADOW}><template shadowrootmode="closed"><p>${c}</p></template></div>`),
  quiet(
    'field in a shadow root',
    (c) => `<div ${SHADOW}><template shadowrootmode="open"><input aria-label="x" value="${c}"></template></div>`,
  ),
  quiet('slotted text', (c) => `<div ${SHADOW}><template shadowrootmode="open"><slot></slot></template>${c}</div>`),
  quiet('text that no slot takes', (c) => `<div ${SHADOW}><template shadowrootmode="open"></template>${c}</div>`),
  quiet('fallback of a slot', (c) => `<div ${SHADOW}><template shadowrootmode="open"><slot>${c}</slot></template></div>`),
  quiet(
    'style in a shadow root',
    (c) => `<div ${SHADOW}><template shadowrootmode="open"><style>p::before{content:"${c}"}</style><p></p></template></div>`,
  ),
];

const HIDDEN: readonly Channel[] = [
  quiet('closed details', (c) => `<details><summary>more</summary>${c}</details>`),
  quiet('summary', (c) => `<details><summary>${c}</summary></details>`),
  quiet('closed dialog', (c) => `<dialog>${c}</dialog>`),
  quiet('closed popover', (c) => `<div popover>${c}</div>`),
  quiet('hidden element', (c) => `<p hidden>${c}</p>`),
  quiet('hidden until found', (c) => `<p hidden="until-found">${c}</p>`),
  quiet('display none', (c) => `<p style="display:none">${c}</p>`),
  quiet('visibility hidden', (c) => `<p style="visibility:hidden">${c}</p>`),
  quiet('content that is not rendered', (c) => `<div style="content-visibility:hidden">${c}</div>`),
  quiet('overflow', (c) => `<p style="height:0;overflow:hidden">${c}</p>`),
  quiet('off the screen', (c) => `<p style="position:absolute;left:-9999px">${c}</p>`),
  quiet('transparent', (c) => `<p style="opacity:0">${c}</p>`),
  quiet('text in the colour of its ground', (c) => `<p style="color:#fff;background:#fff">${c}</p>`),
  quiet('text of no size', (c) => `<p style="font-size:0">${c}</p>`),
  quiet('clipped', (c) => `<p style="clip-path:inset(100%);position:absolute">${c}</p>`),
  quiet('inert', (c) => `<p inert>${c}</p>`),
  quiet('hidden from assistive technology', (c) => `<p aria-hidden="true">${c}</p>`),
  quiet('template', (c) => `<template><p>${c}</p></template>`),
  quiet('noscript', (c) => `<noscript>${c}</noscript>`),
  quiet('comment', (c) => `<!-- ${c} -->`),
  quiet('JSON in a script', (c) => `<script type="application/json">{"user":"${c}"}</script>`),
  quiet('linked data', (c) => `<script type="application/ld+json">{"name":"${c}"}</script>`),
  quiet('script', (c) => `<script>window.who="${c}"</script>`),
  quiet('meta', (c) => `<meta name="user" content="${c}">`),
  quiet('link', (c) => `<link rel="author" href="/u/${c}">`),
  quiet('processing text', (c) => `<xmp>${c}</xmp>`),
  quiet('unknown element', (c) => `<x-${c.toLowerCase()}>x</x-${c.toLowerCase()}>`),
  quiet('title of the document', (c) => `${script(`document.title='Tenant verification ${c}'`)}`),
  quiet('address of the page', (c) => `${script(`history.replaceState(null,'',location.pathname+location.search+'#${c}')`)}`),
  quiet('console of the page', (c) => `${script(`console.error('who: ${c}')`)}`),
  quiet('error that the page throws', (c) => `${script(`setTimeout(()=>{throw new Error('${c}')})`)}`),
  quiet('stored by the page', (c) => `${script(`localStorage.setItem('who','${c}');sessionStorage.setItem('who','${c}')`)}`),
  quiet('cookie of the page', (c) => `${script(`document.cookie='who=${c};path=/'`)}`),
  quiet(
    'value swapped back and forth',
    (c, id) =>
      `<input id="${id}" aria-label="x">${script(`const e=document.getElementById('${id}');let n=0;setInterval(()=>{e.value=n++%2?'${c}':'other'},7)`)}`,
  ),
];

/** What no profile lists and what speaks up: a guard must stop at it, and still not say what it says. */
const LOUD: readonly Channel[] = [
  loud('open dialog', (c) => `<dialog open>${c}</dialog>`),
  loud('dialog by role', (c) => `<div role="dialog" aria-label="${c}">${c}</div>`),
  loud(
    'modal dialog',
    (c, id) => `<dialog id="${id}"><h2>${c}</h2><button>${c}</button></dialog>${script(`document.getElementById('${id}').showModal()`)}`,
  ),
  loud('alert dialog', (c) => `<div role="alertdialog" aria-describedby="x${c}"><p id="x${c}">${c}</p></div>`),
  loud('alert', (c) => `<p role="alert">${c}</p>`),
  loud('dialog in a shadow root', (c) => `<div ${SHADOW}><template shadowrootmode="open"><div role="dialog">${c}</div></template></div>`),
  inForm(
    'buttons that take after the submit',
    'console-lookalike',
    (c) => `<button type="button">Submit ${c}</button><button type="button">Submit for ${c}@northwind.example</button>`,
  ),
  inForm('name of a hidden field', 'a hidden value is new', (c) => `<input type="hidden" name="${c}" value="1">`),
  loud('role that nobody knows', (c) => `<div role="${c} alert">${c}</div>`),
];

export const CHANNELS: readonly Channel[] = [...TEXTS, ...FIELDS, ...ATTRIBUTES, ...PICTURES, ...STYLES, ...FRAMES, ...HIDDEN, ...LOUD];
