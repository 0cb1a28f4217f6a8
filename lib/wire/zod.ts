import { z } from 'zod';

// The manifest's CSP forbids `eval`, so zod must not compile its parsers. Set here, once, before any schema is made.
z.config({ jitless: true });

export { z };
