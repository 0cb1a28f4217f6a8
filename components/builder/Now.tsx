import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import { Button } from '../ui/Button.tsx';
import type { BuilderActs, BuilderProps } from './builder-acts.ts';
import { NameField } from './NameField.tsx';
import { NameNotice } from './NameNotice.tsx';
import { NameText } from './NameText.tsx';
import { WhatWasThat } from './WhatWasThat.tsx';

/**
 * What is to be done just now: one thing, in one place. The focus goes there whenever it is another thing, because the
 * button that had it is gone; never from under a hand that is typing, nor from a saved page in which is pointed. It goes as the other
 * thing is drawn: later, it would be taken from somebody who has gone on.
 */
export function Now({ view, acts }: BuilderProps): JSX.Element {
  const place = useRef<HTMLElement>(null);
  const { label, about } = askedNow(view);
  useLayoutEffect(() => {
    const held = view.pointingAt === null ? TYPED_IN : `${TYPED_IN}, iframe`;
    if (document.activeElement?.matches(held) !== true) place.current?.focus();
  }, [label, about]);
  return (
    <>
      <p class="spoken" aria-live="polite">
        {view.stopped !== null &&
          (view.stopped.isSocket ? 'A connection was stopped. Say what it is for.' : 'A press was stopped. Say what it was.')}
      </p>
      <section class="card now" aria-label={label} ref={place} tabIndex={-1}>
        <Asked view={view} acts={acts} />
      </section>
    </>
  );
}

const TYPED_IN = 'input, select, textarea';

/** What is asked, by name, and what makes it another question under the same name. */
function askedNow({ stopped, picked, pointingAt, here, quiet }: BuilderView): Readonly<{ label: string; about: string }> {
  if (stopped !== null) return { label: 'What was that?', about: `${stopped.what} ${stopped.request}` };
  if (picked !== null) return { label: 'You pointed at', about: picked.is === 'field' ? picked.control : picked.what };
  if (pointingAt !== null) return { label: 'Now', about: `at ${pointingAt}` };
  return { label: 'Now', about: `on ${here === null || here.isKnown ? 'a known' : 'a new'} screen, ${quiet ?? ''}` };
}

function Asked({ view, acts }: BuilderProps): JSX.Element {
  if (view.stopped !== null) return <WhatWasThat stopped={view.stopped} acts={acts} />;
  if (view.picked?.is === 'field') return <NameField key={view.picked.control} picked={view.picked} paths={view.paths} acts={acts} />;
  if (view.picked?.is === 'text') return <NameText key={view.picked.what} picked={view.picked} acts={acts} />;
  if (view.picked?.is === 'notice') return <NameNotice key={view.picked.what} picked={view.picked} acts={acts} />;
  if (view.pointingAt === null) return <PointOrPress view={view} acts={acts} />;
  return (
    <>
      <h2>Point at {view.pointingAt}</h2>
      <p class="soft">On the console’s page: click it, or go on with Tab and pick with Enter. Nothing on the page is pressed.</p>
      <div class="acts">
        <Button onPress={acts.onRest}>Do not point</Button>
      </div>
    </>
  );
}

function PointOrPress({ view, acts }: BuilderProps): JSX.Element {
  const { here } = view;
  return (
    <>
      <h2>{here === null ? 'The console’s page' : `On “${here.title}”`}</h2>
      <p class="soft">
        Point at each control that holds something of the packet. Then press the console’s own buttons: each press is stopped, and you say
        what it was.
      </p>
      <div class="acts">
        <Button look="primary" icon="find" onPress={() => acts.onPoint('field')}>
          Point at a control
        </Button>
        {here !== null && !here.isKnown && (
          <>
            <Button size="small" onPress={() => acts.onTake('screen')}>
              Take this screen
            </Button>
            <Button size="small" onPress={() => acts.onTake('review')}>
              It is the review page
            </Button>
          </>
        )}
      </div>
      {view.quiet !== null && <NothingSeen name={view.quiet} acts={acts} />}
      {view.opaque > 0 && (
        <div class="note unknown">
          <div class="says">
            <p>
              {view.opaque === 1 ? 'One part of this page' : `${view.opaque} parts of this page`} cannot be looked into: a frame of another
              site, or a closed part.
            </p>
            <Button size="small" onPress={() => acts.onObstacle('opaque')}>
              A field stands in there
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** A button of which no request is seen: there are few reasons, and the person is asked which. */
function NothingSeen({ name, acts }: Readonly<{ name: string; acts: BuilderActs }>): JSX.Element {
  return (
    <div class="note">
      <div class="says">
        <p>
          <b>You pressed “{name}”, and nothing was seen to be sent.</b> If it was only a button of the page, go on. If it was the submit:
          name the address of the console’s API below, if it has another one. Else the console sends in a way that cannot be held:
        </p>
        <div class="acts">
          <Button size="small" onPress={() => acts.onObstacle('socket')}>
            It sends over a WebSocket
          </Button>
          <Button size="small" onPress={() => acts.onObstacle('picked')}>
            It had happened as I picked
          </Button>
          <Button size="small" onPress={() => acts.onObstacle('asked')}>
            It sends by GET, like a link
          </Button>
        </div>
      </div>
    </div>
  );
}
