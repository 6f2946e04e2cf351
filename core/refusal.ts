/** Something that stands in the way, and that a person can change. The message is a sentence that says what to do; no stack belongs to it. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
}
