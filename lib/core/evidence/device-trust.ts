import { isSameBytes, keyOfPem } from './encoding.ts';
import { list, orNull, record, type Shaped, shape, text } from './guards.ts';
import { lastOf } from './kinds.ts';
import { readStrictJson } from './strict-json.ts';
import { check, type Opened, type VerifyCheck } from './verdict.ts';
import { keyInside } from './verify-files.ts';

const deviceFields = { id: text, person: text, signingKey: text, confirmedBy: orNull(text), revokedAt: orNull(text) };
const isDevices = list(shape(deviceFields));

/** A device as its enrolment record says. Trust comes from here, never from a key inside a bundle. */
export type TrustedDevice = Shaped<typeof deviceFields>;

/** The devices of a trust file: a list, or `{"devices": [...]}` as the case system gives it; null when it is neither. */
export function readTrust(content: string): readonly TrustedDevice[] | null {
  const value = readStrictJson(content)?.value;
  const devices = record(value) ? value.devices : value;
  return isDevices(devices) ? devices : null;
}

/** Whether the key that signed belongs to the device and the operator that the journal names. */
export function keyCheck({ files, entries }: Opened, devices: readonly TrustedDevice[] | null): VerifyCheck {
  const title = 'The key is an enrolled device of the operator';
  if (devices === null) {
    return { id: 'key', title, state: 'not-judged', says: ['No trust file was given, so it is not known whose key signed this.'] };
  }
  const spki = keyInside(files);
  const device = devices.find((one) => {
    const enrolled = keyOfPem(one.signingKey);
    return spki !== null && enrolled !== null && isSameBytes(enrolled, spki);
  });
  if (device === undefined) return check('key', title, ['No enrolled device has this key.']);
  const facts = lastOf(entries, 'opened')?.body.facts;
  const faults: string[] = [];
  if (device.confirmedBy === null) faults.push(`Device ${device.id} was never confirmed by security.`);
  if (device.revokedAt !== null) faults.push(`Device ${device.id} was revoked at ${device.revokedAt}.`);
  if (facts?.device !== device.id) faults.push(`The key is of device ${device.id}; the journal names ${facts?.device ?? 'none'}.`);
  if (facts?.operator !== device.person)
    faults.push(`The key is of ${device.person}; the journal names operator ${facts?.operator ?? 'none'}.`);
  return check('key', title, faults);
}
