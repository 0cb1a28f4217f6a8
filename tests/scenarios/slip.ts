/** The known word that a slip of the pen could have made this one of; null where there is none. */
export function resembling(word: string, known: readonly string[]): string | null {
  return known.find((one) => isSlip(word.toLowerCase(), one.toLowerCase())) ?? null;
}

/** One letter more, less or other, or two in each other's place. */
function isSlip(one: string, other: string): boolean {
  const others = new Set(withOneLess(other));
  return withOneLess(one).some((word) => others.has(word));
}

function withOneLess(word: string): readonly string[] {
  return [word, ...[...word].map((_, index) => word.slice(0, index) + word.slice(index + 1))];
}
