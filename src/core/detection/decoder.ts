import type { Candidates } from '#core/detection/candidates.ts';
import type { Size } from '#core/detection/letterbox.ts';

/** What every head says beside its own: in a model's card, under `output`. */
export interface HeadRules {
  /** Candidates must have a higher score, in [0, 1]. */
  readonly scoreThreshold: number;
  /** Of two boxes of one class that overlap by more, only the better stays: IoU in [0, 1]. */
  readonly nmsIou: number;
}

/** What a decoder must know of the network beside its head. */
export interface Network {
  /** px; a multiple of every stride. */
  readonly input: Size;
  /** Classes the network tells apart, background not counted. */
  readonly classes: number;
}

/**
 * The port every decoder implements: from the tensors of one family of networks to candidates.
 *
 * A cell, or anchor, gives at most one candidate: of its likeliest class (of equal ones the first), when its score is
 * greater than the threshold. Candidates come in the order of the cells in the output, which decides between equal
 * scores later. Corners are px of the network's input and not clipped to it. Scores are rounded to float32 before they
 * meet the threshold.
 */
export interface Decoder<Head> {
  /** As its authors write it. */
  readonly title: string;
  /** Names of the tensors that `decode` reads, in its order. */
  outputs(head: Head): readonly string[];
  /**
   * @param tensors - As `outputs` names them, row-major, one picture each.
   * @param found - Is reset, then filled. Boxes of one thing overlap: suppression is next.
   */
  decode(tensors: readonly Float32Array[], head: Head, network: Network, found: Candidates): void;
}
