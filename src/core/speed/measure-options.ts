export interface MeasureOptions {
  /** `look`: from a frame to its detections; `network`: numbers in, numbers out, of any model. */
  readonly what: 'look' | 'network';
  /** For everything, ms. */
  readonly budgetMs: number;
  /** After these the rest of the budget is not needed. */
  readonly mostRounds: number;
  /** Whoever takes so many times as long as the best after warming up is not measured any further. */
  readonly hopeless: number;
  /** Measures software graphics too, which take their time: out of curiosity, or to see that they are correct. */
  readonly softwareGraphics: boolean;
}
