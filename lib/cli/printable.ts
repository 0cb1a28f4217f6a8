/**
 * What a bundle says, safe to print: signs that steer a terminal or turn the direction of text are written out, so that
 * nobody's value can draw over a verdict.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n]|[\u2028\u2029]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
