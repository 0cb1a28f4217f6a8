/** Whatever throws in an effect is a bug, and is reported as one: from here on they are kept, until the answer is called for them. */
export function expectBugs(): () => readonly unknown[] {
  const seen: unknown[] = [];
  const hear = (error: unknown) => void seen.push(error);
  const known = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', hear);
  return () => {
    process.removeListener('unhandledRejection', hear);
    for (const one of known) process.on('unhandledRejection', one);
    return seen;
  };
}
