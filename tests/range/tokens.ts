import { randomBytes } from 'node:crypto';

/** Knows whose account an access token is, whoever issued it. */
export type Tokens = Readonly<{
  /** A token for tests that drive the interface without a browser: one per account, valid while the range runs. */
  issue: (account: string) => string;
  accountOf: (token: string) => Promise<string | null>;
  /** Adds an issuer of its own, such as the sign-in. */
  alsoAsk: (issuer: (token: string) => Promise<string | null>) => void;
}>;

export function openTokens(): Tokens {
  const byAccount = new Map<string, string>();
  const byToken = new Map<string, string>();
  const issuers: ((token: string) => Promise<string | null>)[] = [];
  return {
    issue: (account) => {
      const known = byAccount.get(account);
      if (known !== undefined) return known;
      const token = randomBytes(32).toString('base64url');
      byAccount.set(account, token);
      byToken.set(token, account);
      return token;
    },
    accountOf: async (token) => {
      const own = byToken.get(token);
      if (own !== undefined) return own;
      for (const ask of issuers) {
        const account = await ask(token);
        if (account !== null) return account;
      }
      return null;
    },
    alsoAsk: (issuer) => void issuers.push(issuer),
  };
}
