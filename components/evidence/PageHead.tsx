import type { ComponentChildren, JSX } from 'preact';
import { Logo } from '../ui/Mark.tsx';

/** The head of the evidence page: whose it is, its two parts, and at its end what this part offers. */
export function PageHead({ here, children }: Readonly<{ here: 'executions' | 'metrics'; children?: ComponentChildren }>): JSX.Element {
  return (
    <header class="page-head">
      <h1>
        <Logo />
      </h1>
      <nav class="tabs" aria-label="Evidence">
        <a href="evidence.html" aria-current={here === 'executions' ? 'page' : undefined}>
          Executions
        </a>
        <a href="evidence.html?metrics=1" aria-current={here === 'metrics' ? 'page' : undefined}>
          Metrics
        </a>
      </nav>
      {children}
    </header>
  );
}
