/** What is measured of a surface, inside the page. Each function is sent to the browser whole, so it uses nothing outside itself. */

export type TextSeen = Readonly<{ text: string; sizePx: number; contrast: number }>;

/** Every text that is shown, with its size and its contrast (WCAG 2.2) to what is painted behind it. */
export function textsShown(): readonly TextSeen[] {
  type Colour = readonly [number, number, number, number];
  const parse = (value: string): Colour => {
    const numbers = value.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    return [red, green, blue, alpha];
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const luminance = ([red, green, blue]: Colour): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((one) => {
      const share = one / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parentOf = (element: Element): Element | null => {
    if (element.parentElement !== null) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };
  const groundOf = (element: Element): Colour => {
    const layers: Colour[] = [];
    for (let at: Element | null = element; at !== null; at = parentOf(at)) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reduceRight<Colour>((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const seen: TextSeen[] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) look(element.shadowRoot);
      const text = [...element.childNodes]
        .flatMap((node) => (node instanceof Text ? [node.data.trim()] : []))
        .join(' ')
        .trim();
      const isDrawn = element.closest('.spoken, style, script, iframe, title') === null && element.getClientRects().length > 0;
      if (text === '' || !isDrawn) continue;
      const style = getComputedStyle(element);
      const ground = groundOf(element);
      const ink = over(parse(element instanceof SVGElement ? style.fill : style.color), ground);
      const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
      seen.push({
        text: text.slice(0, 60),
        sizePx: Number.parseFloat(style.fontSize),
        contrast: ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05),
      });
    }
  };
  look(document);
  return seen;
}

export type ControlSeen = Readonly<{ what: string; width: number; height: number; name: string }>;

/** Every control of ours with its size and the words it has for a name. Links within a sentence are text, not targets. */
export function controlsShown(): readonly ControlSeen[] {
  const seen: ControlSeen[] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot !== null) look(element.shadowRoot);
    for (const element of root.querySelectorAll('.cs :is(button, a[href], summary, input, label.button)')) {
      const isInText = element.matches('p > a:not(.button), details p a');
      const { width, height } = element.getBoundingClientRect();
      if (isInText || element.classList.contains('spoken') || width === 0) continue;
      const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : (element.textContent ?? '');
      const name = (element.getAttribute('aria-label') ?? label).trim();
      seen.push({ what: element.outerHTML.slice(0, 90), width, height, name });
    }
  };
  look(document);
  return seen;
}

/** Ids that stand twice in one tree, and references that lead nowhere. */
export function brokenReferences(): readonly string[] {
  const wrong: string[] = [];
  const look = (root: Document | ShadowRoot) => {
    const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id);
    wrong.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`));
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) look(element.shadowRoot);
      for (const attribute of ['aria-describedby', 'aria-labelledby', 'for']) {
        const to = element.getAttribute(attribute);
        if (to !== null && root.querySelector(`[id="${to}"]`) === null) wrong.push(`${attribute} to ${to}`);
      }
    }
  };
  look(document);
  return wrong;
}

/** What is wider than the box that cuts it off, or that would have to be scrolled sideways. Tables and paper may; what ends in dots says so. */
export function cutOffSideways(): readonly string[] {
  const wrong: string[] = [];
  const look = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) look(element.shadowRoot);
      if (
        element.closest('.cs') === null ||
        element.matches('.spoken, .spoken *, .takeover .scroll, .paper, .paper *, input, select, svg *')
      )
        continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isCutting = overflowX !== 'visible' && textOverflow !== 'ellipsis';
      if (isCutting && element.scrollWidth > element.clientWidth + 1)
        wrong.push(`cut off: ${element.className} ${element.scrollWidth} in ${element.clientWidth}`);
    }
  };
  look(document);
  return wrong;
}
