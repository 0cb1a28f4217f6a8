import type { JSX } from 'preact';
import { Button, IconButton } from '../ui/Button.tsx';
import type { BuilderProps } from './builder-acts.ts';
import { NOTICE_WORDS } from './notice-words.ts';

/** What the console's pages say beside their forms, and what that means: an execution stops for all that is not listed as harmless. */
export function Notices({ view, acts }: BuilderProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="notices-title">
      <h2 id="notices-title">Warnings and notices</h2>
      <p class="soft">
        Any alert or dialog stops an execution. Point at those that always stand there and are harmless; and at warnings, so that it is said
        what they warn of. Of plain text point at what warns: nothing else of it is heard.
      </p>
      {view.notices.length > 0 && (
        <ul class="again">
          {view.notices.map(({ says, is }) => (
            <li key={says}>
              <span>“{says}”</span>
              <span class="soft">{NOTICE_WORDS[is]}</span>
              <IconButton icon="leave-out" label={`Take out “${says}”`} onPress={() => acts.onDropNotice(says)} />
            </li>
          ))}
        </ul>
      )}
      <div class="acts">
        <Button size="small" onPress={() => acts.onPoint('notice')}>
          Point at a warning or notice
        </Button>
      </div>
    </section>
  );
}
