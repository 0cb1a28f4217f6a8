import type { Context } from './context.ts';

/** Keeps one of our own files of an execution, as JSON. */
export function keepJson({ ports }: Context, execution: string, path: string, value: object): Promise<void> {
  return ports.device.journal.putFile(execution, path, new TextEncoder().encode(JSON.stringify(value)));
}

/** One of our own files that are JSON, read again; null where there is no such file. */
export async function readJson<T>({ ports }: Context, execution: string, path: string): Promise<T | null> {
  const bytes = await ports.device.journal.file(execution, path);
  return bytes === null ? null : jsonIn<T>(bytes);
}

/** The same of bytes that were read already. Only this device writes such files, so they are what they were written as. */
export function jsonIn<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes));
}
