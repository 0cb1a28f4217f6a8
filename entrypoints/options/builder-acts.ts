import type { BuilderActs } from '../../components/builder/builder-acts.ts';
import { browser } from '../../lib/browser/api.ts';
import { ask } from '../../lib/browser/ask.ts';
import { offerText } from '../../lib/browser/offer-file.ts';
import { hostPatterns } from '../../lib/browser/origins.ts';
import { asFile } from '../../lib/core/profile/as-file.ts';
import { withoutField } from '../../lib/core/profile/draft.ts';
import { profileOf } from '../../lib/core/profile/draft-profile.ts';
import { withAllChanging, withMapped, withoutPlain, withWords } from '../../lib/core/profile/draft-saying.ts';
import { OBSTACLES } from '../../lib/core/profile/learning.ts';
import { withoutNotice } from '../../lib/core/profile/notice.ts';
import { sentence } from '../../lib/core/reason.ts';
import { parseProfile } from '../../lib/wire/profile-schema.ts';
import type { Describing } from '../../lib/workflow/describing.ts';
import { nameField, nameNotice, nameText, take } from '../../lib/workflow/describing-names.ts';
import type { Building } from './use-builder.ts';

type Acting = Readonly<{
  building: Building;
  describing: Describing;
  onProblem: (problem: string) => void;
  onKept: () => void;
  onSavedPage: (file: File) => void;
}>;

const UNHEARD =
  'Kept, and closed. But access to that address was not given: what is sent there is stopped, and nothing of it can be heard here.';

/** Of what is sent to an address a browser tells only who was given it. It asks a person only while the press lasts. */
async function mayHear(origins: readonly string[]): Promise<boolean> {
  try {
    return origins.length === 0 || (await browser.permissions.request({ origins: hostPatterns(origins) }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

/** What a person does in the builder, joined to the draft. */
export function builderActs({ building, describing, onProblem, onKept, onSavedPage }: Acting): BuilderActs {
  const { change } = describing;
  const draft = () => describing.state().draft;
  const profile = () => parseProfile(JSON.parse(JSON.stringify(profileOf(draft()))));
  return {
    onPoint: (what) => describing.point({ for: what }),
    onPointAgain: (where, field) => describing.point({ for: where, field }),
    onRest: describing.rest,
    onNameField: (said) => nameField(said, describing),
    onNameText: (said) => nameText(said, describing),
    onNameNotice: (said) => nameNotice(said, describing),
    onLetGo: describing.settle,
    onDropField: (field) => change((now) => withoutField(now, field), 'The field is out.'),
    onDropNotice: (says) => change((now) => withoutNotice(now, says), 'It is out.'),
    onTake: (what) => take(what, describing),
    onAnswer: describing.answer,
    onForgetStopped: describing.forgetStopped,
    onMap: (field, name) => change((now) => withMapped(now, field, name), 'Kept.'),
    onLoosen: (name) => change((now) => withoutPlain(now, name), 'Kept. It may change.'),
    onLetChange: () => change(withAllChanging, 'Kept. They may change.'),
    onConfirmedBy: (isByReference) => change((now) => ({ ...now, confirmation: { ...now.confirmation, isByReference } }), 'Kept.'),
    onSayExit: (kind, isSafe) => change((now) => ({ ...now, exits: { ...now.exits, [kind]: { isSafe } } }), 'Kept.'),
    onSayText: (what, text) => change((now) => withWords(now, what, text), 'Kept.'),
    onAddApi: (address) => {
      const origins = address.split(/\s+/).flatMap((one) => URL.parse(one)?.origin ?? []);
      void mayHear(origins).then((isGiven) => {
        change((now) => ({ ...now, apiOrigins: origins }), isGiven ? 'Kept. Its requests are closed, too.' : UNHEARD);
      });
    },
    onObstacle: (because) =>
      change((now) => ({ ...now, obstacles: [...now.obstacles, OBSTACLES[because]] }), 'This console cannot be guarded here.'),
    onPractice: (path, value) => building.setPractice({ ...building.practice, [path]: value }),
    onTry: () => describing.tryOut(building.practice),
    onSavedPage,
    onUndo: describing.undo,
    onExport: () => {
      const parsed = profile();
      if (!parsed.isParsed) return onProblem(`The profile does not fit at ${parsed.where}.`);
      offerText(asFile(parsed.value));
    },
    onKeep: () => {
      const parsed = profile();
      if (!parsed.isParsed) return onProblem(`The profile does not fit at ${parsed.where}.`);
      void ask<'keep-profile'>({ type: 'keep-profile', profile: { ...parsed.value } }).then((reply) =>
        reply.ok ? onKept() : onProblem(sentence(reply.reason)),
      );
    },
    onEnd: building.end,
  };
}
