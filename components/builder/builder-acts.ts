import type { BuilderView } from '../../lib/core/profile/builder-view.ts';
import type { PracticeOf } from '../../lib/core/profile/draft-practice.ts';
import type { FieldSaid, Target, TextSaid, Worded } from '../../lib/core/profile/draft-saying.ts';
import type { Answer, OBSTACLES } from '../../lib/core/profile/learning.ts';
import type { NoticeSaid } from '../../lib/core/profile/notice.ts';

export type SayAgain = 'confirmed' | 'reviewed';
type PointFor = Exclude<Target['for'], SayAgain | 'zone' | 'part'>;

/** Everything that a person can do in the builder. */
export type BuilderActs = Readonly<{
  onPoint: (what: PointFor) => void;
  onPointAgain: (where: SayAgain, field: string) => void;
  onRest: () => void;
  onNameField: (said: FieldSaid) => void;
  onNameText: (said: TextSaid) => void;
  onNameNotice: (said: NoticeSaid) => void;
  onLetGo: () => void;
  onDropField: (field: string) => void;
  /** By its words. */
  onDropNotice: (says: string) => void;
  onTake: (what: 'screen' | 'review' | 'confirmation') => void;
  onAnswer: (answer: Answer) => void;
  onForgetStopped: () => void;
  onMap: (field: string, name: string) => void;
  onLoosen: (name: string) => void;
  onLetChange: () => void;
  onConfirmedBy: (isByReference: boolean) => void;
  onSayExit: (kind: 'draft' | 'abandon', isSafe: boolean) => void;
  onSayText: (what: Worded, text: string) => void;
  onAddApi: (address: string) => void;
  onObstacle: (because: keyof typeof OBSTACLES) => void;
  onPractice: (of: PracticeOf, value: string) => void;
  onTry: () => void;
  onSavedPage: (file: File) => void;
  onUndo: () => void;
  onExport: () => void;
  onKeep: () => void;
  onEnd: () => void;
}>;

export type BuilderProps = Readonly<{ view: BuilderView; acts: BuilderActs }>;
