import { type Reason, reason } from '../../core/reason.ts';
import type { Enrolment } from '../../ports/enrolment.ts';
import { deviceListSchema, deviceSchema } from '../../wire/countersign-api/device.ts';
import type { Problem } from '../../wire/countersign-api/envelope.ts';
import { answeredList, ask, mapAnswer, written } from '../json-api.ts';
import { apiOf, type Connection } from './connection.ts';

/** The case system's register of devices, behind the interface `countersign-api`. */
export function apiEnrolment(connection: Connection): Enrolment {
  const api = apiOf('case', connection);
  return {
    enrol: async (device, options) => {
      const said = await ask(api, { method: 'POST', path: ['v1', 'devices'], body: device }, options);
      // Another device's record in place of ours would make all evidence of this device worthless.
      const isAsked = (kept: Readonly<{ signingKey: string }>) => keyOf(kept.signingKey) === keyOf(device.signingKey);
      return written(api, said, deviceSchema, isAsked, { stale: reason('case-changed'), refusals: refusalOf });
    },
    recipients: async (options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'recipients'] }, options);
      return mapAnswer(answeredList(api, said, deviceListSchema), ({ devices }) => devices);
    },
    devices: async (options) => {
      const said = await ask(api, { method: 'GET', path: ['v1', 'devices'] }, options);
      return mapAnswer(answeredList(api, said, deviceListSchema), ({ devices }) => devices);
    },
  };
}

function refusalOf({ code }: Problem): Reason | null {
  return code === 'device-of-other' ? reason('guard-not-intact', { detail: "this device's key is enrolled for somebody else" }) : null;
}

/** PEM without its line breaks, which systems set as they like. */
function keyOf(pem: string): string {
  return pem.replace(/\s+/g, '');
}
