import { addressText } from './address.ts';
import { LIMITS } from './limits.ts';
import { type Parsed, parse } from './parse.ts';
import { idText } from './scalars.ts';
import { z } from './zod.ts';

const system = z.strictObject({ baseUrl: addressText });

const openId = z.strictObject({ issuer: addressText, clientId: idText, scope: idText });
const pastedToken = z.strictObject({ token: z.literal(true) });

/**
 * Where the outside systems of one organisation are, and how people sign in to them. Comes by managed policy, with the
 * extension (the practice range), or from a file that a person chose. A misspelled member is refused, not ignored.
 */
export const deploymentSchema = z
  .strictObject({
    format: z.literal(1),
    name: idText,
    systems: z.strictObject({ case: system, tenant: system, incident: system, iam: system, identity: system, evidence: system }).readonly(),
    signIn: z.union([openId, pastedToken]).readonly(),
    /** Console profiles that come with it; each is parsed as a profile when it is taken up. */
    profiles: z.exactOptional(
      z
        .array(z.looseObject({ format: z.literal(1), id: idText }))
        .max(LIMITS.profilesMax)
        .readonly(),
    ),
  })
  .readonly();

export type Deployment = z.infer<typeof deploymentSchema>;

/** `signIn` of a deployment whose people sign in with OpenID Connect. */
export type OpenIdSignIn = z.infer<typeof openId>;

/** The addresses, letter for letter: by them it is known whether two deployments have the same systems. */
export function nameOfSystems({ systems }: Deployment): string {
  return JSON.stringify(systems);
}

export function parseDeployment(input: unknown): Parsed<Deployment> {
  return parse(deploymentSchema, input);
}

/** The origins that requests to the outside systems go to, each once: what host access is asked for. */
export function systemOrigins(deployment: Deployment): readonly string[] {
  const addresses = Object.values(deployment.systems).map(({ baseUrl }) => baseUrl);
  if ('issuer' in deployment.signIn) addresses.push(deployment.signIn.issuer);
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}
