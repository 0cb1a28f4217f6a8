import { addressText, endpointText } from './address.ts';
import { LIMITS } from './limits.ts';
import { idText } from './scalars.ts';
import { z } from './zod.ts';

const secretText = z.string().min(1).max(LIMITS.textLengthMax);

/** OpenID Connect Discovery 1.0 section 3, as far as the code flow with PKCE needs it. */
export const providerSchema = z.object({
  issuer: addressText,
  authorization_endpoint: endpointText,
  token_endpoint: endpointText,
  jwks_uri: endpointText,
  revocation_endpoint: endpointText.optional(),
  code_challenge_methods_supported: z.array(z.string()),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});

/** RFC 6749 section 5.1; OpenID Connect Core 1.0 section 3.1.3.3. */
export const tokensSchema = z.object({
  access_token: secretText,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(1).optional(),
  refresh_token: secretText.optional(),
  id_token: secretText.optional(),
});

/** RFC 6749 section 5.2. */
export const tokenProblemSchema = z.object({ error: idText });

/** The provider's signing keys, RFC 7517. Only what a signature check needs of them is looked at by the check itself. */
export const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: idText })) });

export type Provider = z.infer<typeof providerSchema>;
export type TokenAnswer = z.infer<typeof tokensSchema>;
