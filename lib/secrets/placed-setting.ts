/** One thing that a text sets, with the place of its value in the text. */
export interface PlacedSetting {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
