/** The command cannot be carried out; the message is one sentence for the person who gave it. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
