/** The command cannot be carried out; the message is one sentence for the person who gave it. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The browser is there, and does not do what it was asked: what it was to be done to is gone. */
export class NotDone extends Refused {
  constructor() {
    super('The browser refused what it was asked.');
  }
}
