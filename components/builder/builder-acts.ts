import type { PacketPath } from '../../lib/core/packet/packet.ts';
import type { DateOrder } from '../../lib/core/profile/profile.ts';

/** What a person says of a control that they pointed at. */
export type FieldSaid = Readonly<{
  /** The part of the packet it holds; null: it must always hold `constant`. */
  path: PacketPath | null;
  constant: string;
  label: string;
  /** Which of the proposed ways. */
  way: number;
  isShown: boolean;
  isRequired: boolean;
  /** For times: UTC, another IANA zone, or where the page says it. */
  zone: string | 'pointed';
  dateOrder: DateOrder | null;
}>;

/** What a person says of a text that they pointed at. */
export type TextSaid = Readonly<{ way: number; pick: string | null }>;

export type PointFor = 'field' | 'tenant' | 'operator' | 'reference';
export type SayAgain = 'confirmed' | 'reviewed';
export type StoppedAnswer = 'step' | 'back' | 'draft' | 'abandon' | 'revoke' | 'free' | 'commit';

/** Everything that a person can do in the builder. */
export type BuilderActs = Readonly<{
  onPoint: (what: PointFor) => void;
  onPointAgain: (where: SayAgain, field: string) => void;
  onRest: () => void;
  onNameField: (said: FieldSaid) => void;
  onNameText: (said: TextSaid) => void;
  onLetGo: () => void;
  onDropField: (field: string) => void;
  onTake: (what: 'screen' | 'review' | 'confirmation') => void;
  onAnswer: (answer: StoppedAnswer) => void;
  onForgetStopped: () => void;
  onMap: (field: string, name: string) => void;
  onSayExit: (kind: 'draft' | 'abandon', isSafe: boolean) => void;
  onSayText: (what: 'name' | 'id' | 'version' | 'revokePath' | 'failureWords', text: string) => void;
  onAddApi: (address: string) => void;
  onObstacle: (because: 'opaque' | 'socket' | 'picked') => void;
  onPractice: (path: PacketPath, value: string) => void;
  onTry: () => void;
  onSavedPage: (file: File) => void;
  onUndo: () => void;
  onExport: () => void;
  onKeep: () => void;
  onEnd: () => void;
}>;
