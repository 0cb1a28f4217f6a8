import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorker, PSM } from 'tesseract.js';

/** Reads the words of a picture (PNG), each picture once. */
export type Reader = Readonly<{ words: (png: Buffer) => Promise<string>; close: () => Promise<void> }>;

/** Tesseract with its English model, both from the lockfile: nothing is fetched. */
export async function openReader(): Promise<Reader> {
  const langPath = join(dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/eng/package.json'))), '4.0.0_best_int');
  const worker = await createWorker('eng', 1, { langPath, cacheMethod: 'none', gzip: true });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT, user_defined_dpi: '200' });
  const known = new Map<string, Promise<string>>();
  const read = async (png: Buffer) => (await worker.recognize(png)).data.text;
  return {
    words: (png) => {
      const key = createHash('sha256').update(png).digest('hex');
      const words = known.get(key) ?? read(png);
      known.set(key, words);
      return words;
    },
    close: async () => void (await worker.terminate()),
  };
}
