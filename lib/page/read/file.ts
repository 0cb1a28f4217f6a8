import { sha256Hex } from '../../core/compare/sha-256.ts';
import { filesIn } from '../fields.ts';
import { nativeIn } from './inner.ts';
import { alone, type Reader, readAs, setLook, unreadable } from './look.ts';

/** A larger file is no evidence for an approval, and its digest would hold the page up for more than half a second. */
const FILE_BYTES_MAX = 5_000_000;

type Digest = Readonly<{ is: 'known'; text: string }> | Readonly<{ is: 'pending' }> | Readonly<{ is: 'lost' }>;

/** A file that was chosen never changes; one that changes on the disk can no longer be read, and cannot be sent either. */
const digests = new WeakMap<File, Digest>();

/** The chosen files, each as `sha256:` and its digest in hexadecimal. Its name says nothing about what is in it. */
export const readFile: Reader = (element, { spec }) => {
  const control = nativeIn(element, 'input[type=file]');
  if (control === null) return alone(unreadable(spec, 'it is not a file field'));
  const files = filesIn(control);
  const large = files.find((file) => file.size > FILE_BYTES_MAX);
  if (large !== undefined) return alone(unreadable(spec, 'the file is too large'));
  const known = files.map(digestOf);
  const items = known.flatMap((one) => (one.is === 'known' ? [one.text] : []));
  if (known.some((one) => one.is === 'lost')) return alone(unreadable(spec, 'the file can no longer be read'));
  if (items.length < files.length) return alone(unreadable(spec, 'the file is still being read'));
  return readAs(setLook(items, spec), control, files.length === 0 ? [''] : files.map((file) => file.name));
};

/** Reading takes a moment: the next look finds what this one asked for. */
function digestOf(file: File): Digest {
  const known = digests.get(file);
  if (known !== undefined) return known;
  const pending: Digest = { is: 'pending' };
  digests.set(file, pending);
  file.arrayBuffer().then(
    (bytes) => digests.set(file, { is: 'known', text: `sha256:${sha256Hex(new Uint8Array(bytes))}` }),
    () => digests.set(file, { is: 'lost' }),
  );
  return pending;
}
