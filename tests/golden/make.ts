import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipBundle } from '../../lib/core/evidence/bundle-zip.ts';
import { sampleBundle, sampleJournal, trust } from '../unit/core/evidence/sample-bundle.ts';
import { newKey } from '../unit/core/evidence/sample-crypto.ts';
import { abandoned, confirmed, halted, rejected, takenOver, unknown } from '../unit/core/evidence/sample-journal.ts';

/** Made the golden bundles of format v1, once. It writes over nothing: what is with auditors cannot be made again. */
const folder = join(import.meta.dirname, 'v1');
if (existsSync(folder)) throw new Error(`${folder} is there already, and golden bundles are made only once`);
mkdirSync(folder);
const key = await newKey();
const recipient = generateKeyPairSync('ec', { namedCurve: 'P-256' });
for (const [name, happened] of Object.entries({ confirmed, rejected, unknown, halted, abandoned, 'taken-over': takenOver })) {
  const written = await sampleJournal(happened, { execution: `cs-golden-${name}`, recipient: recipient.publicKey });
  const { files } = await sampleBundle(happened, { ...written, key });
  writeFileSync(join(folder, `${name}.zip`), zipBundle(files));
}
writeFileSync(join(folder, 'devices.json'), `${JSON.stringify({ devices: trust(key) }, null, 2)}\n`);
// The private key that the golden bundles are sealed to; nothing else ever was.
writeFileSync(join(folder, 'recipient.json'), `${JSON.stringify(recipient.privateKey.export({ format: 'jwk' }), null, 2)}\n`);
