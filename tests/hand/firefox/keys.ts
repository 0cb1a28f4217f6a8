/** Keys by the names that the test tool of the other browser uses, as WebDriver writes them (WebDriver 2, "Keyboard actions"). */
const KEYS: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Space: ' ',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  ControlOrMeta: process.platform === 'darwin' ? '\uE03D' : '\uE009',
};

export type KeyAction = Readonly<{ type: 'keyDown' | 'keyUp'; value: string }> | Readonly<{ type: 'pause'; duration: number }>;

/** A text key by key. */
export function typing(text: string, delayMs: number): readonly KeyAction[] {
  return [...text].flatMap((character) => chord([character === '\n' ? 'Enter' : character], delayMs));
}

/** One key, or a chord such as `ControlOrMeta+a`: pressed in its order, released the other way round. */
export function pressing(keys: string, delayMs: number): readonly KeyAction[] {
  return chord(keys.length === 1 ? [keys] : keys.split('+'), delayMs);
}

function chord(names: readonly string[], delayMs: number): readonly KeyAction[] {
  const values = names.map((name) => KEYS[name] ?? name);
  return [
    ...values.map((value): KeyAction => ({ type: 'keyDown', value })),
    ...(delayMs > 0 ? [{ type: 'pause', duration: delayMs } as const] : []),
    ...values.toReversed().map((value): KeyAction => ({ type: 'keyUp', value })),
  ];
}
