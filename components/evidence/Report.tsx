import type { JSX } from 'preact';

/** The bundle's own report, in a frame without script, without network and without our origin. */
export function Report({ html, problem }: Readonly<{ html: string | null; problem: string | null }>): JSX.Element {
  if (problem !== null) {
    return (
      <div class="cs report">
        <p class="note fix">{problem}</p>
      </div>
    );
  }
  return (
    <div class="cs report">
      {html === null ? <p class="soft">Reading …</p> : <iframe title="Evidence report" sandbox="" srcdoc={html} />}
    </div>
  );
}
