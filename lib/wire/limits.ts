/** Every size and count that a border accepts, in one place. Bytes are of the UTF-8 body, lengths are UTF-16 units. */
export const LIMITS = {
  /** One JSON answer of an outside system. A case with all its people is about 6 KiB. */
  answerBytesMax: 1_048_576,
  /** Identifiers, names, states, references. */
  idLengthMax: 256,
  /** One line or paragraph of text: a note, a statement, an address. */
  textLengthMax: 8_192,
  /** How deep a packet may nest; its own members need two. */
  packetDepthMax: 8,
  /** A public key as PEM. */
  pemLengthMax: 4_096,
  urlLengthMax: 4_096,
  /** A field path in a refusal ("approvals.security.decidedAt"): keys in it come from outside. */
  whereLengthMax: 120,

  /** Page link: what one console document may say in one message. */
  readingsMax: 200,
  readingTextLengthMax: 8_192,
  setItemsMax: 500,
  setItemLengthMax: 512,
  canonicalLengthMax: 262_144,
  listItemsMax: 200,
  detailsMax: 16,

  /** Messages between extension pages and worker. */
  noteLengthMax: 2_000,
  profilesMax: 20,
} as const;
