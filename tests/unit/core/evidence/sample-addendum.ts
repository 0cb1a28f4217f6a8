import { type Addendum, addendumDraft, sealAddendum } from '../../../../lib/core/evidence/addendum.ts';
import { bytesOfHex, keyOfPem } from '../../../../lib/core/evidence/encoding.ts';
import { digest, type TestKey } from './sample-crypto.ts';

/** An addendum as its device would sign it. `statement` is the SHA-256 of the bundle's `statement.json`. */
export async function signedAddendum(addendum: Addendum, given: Readonly<{ key: TestKey; statement: string }>): Promise<Uint8Array> {
  const { payload, pae } = addendumDraft(addendum, given.statement);
  const spki = keyOfPem(given.key.pem) ?? new Uint8Array();
  return sealAddendum(payload, await given.key.sign(pae), bytesOfHex(await digest(spki)));
}
