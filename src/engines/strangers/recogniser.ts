import type { Head } from '#core/detection/decoders.ts';
import type { TensorShape } from '#engines/engine.ts';
import type { ModelInput } from '#engines/model-card.ts';

/** What shapes tell of a network that the catalogue does not know; the rest is as its family is usually exported. */
export interface Recognised {
  readonly input: ModelInput;
  readonly output: Head;
  /** Background not counted. */
  readonly classes: number;
}

/** The port of those who know a family of networks by its shapes. */
export interface Recogniser {
  /** What they look for, for whoever has another kind of file: `input → outputs`. */
  readonly shapes: string;
  /** @returns `null` when the shapes are others. */
  recognise(input: TensorShape, outputs: readonly TensorShape[]): Recognised | null;
}
