/** The part of the OpenID provider that the practice sign-in uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export type Interaction = Readonly<{ uid: string; prompt: Readonly<{ name: string }>; params: Readonly<Record<string, unknown>> }>;
  export type IssuedToken = Readonly<{ accountId?: string; isExpired: boolean }>;
  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  export interface ProviderContext {
    oidc: Readonly<{
      client: Readonly<{ clientId: string }>;
      session: Readonly<{ accountId: string; grantIdFor(clientId: string): string | undefined }>;
      provider: Provider;
    }>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Readonly<{ login: Readonly<{ accountId: string }> }>,
      options?: Readonly<{ mergeWithLastSubmission: boolean }>,
    ): Promise<void>;
    readonly AccessToken: Readonly<{ find(token: string): Promise<IssuedToken | undefined> }>;
    readonly Client: Readonly<{ prototype: { redirectUriAllowed(uri: string): boolean } }>;
    readonly Grant: {
      new (properties: Readonly<{ clientId: string; accountId: string }>): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  const MemoryAdapter: new (name: string) => object;
  export default MemoryAdapter;
}
