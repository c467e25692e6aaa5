/**
 * Recognition from a few examples: each class is the mean of its examples' vectors, and what is asked is of the class whose
 * mean is nearest. After Snell, Swersky and Zemel, "Prototypical Networks for Few-shot Learning" (NeurIPS 2017), with the
 * cosine in the place of their squared Euclidean distance: our vectors have length 1.
 */
import { cosineDistance, normalised } from '#core/detection/appearance.ts';

export interface Example {
  readonly label: string;
  /** Of length 1, as embedders give it. */
  readonly vector: Float32Array;
}

/** A class as one vector of length 1. */
export type Prototype = Example;

export interface Likeness {
  readonly label: string;
  /** Cosine of the angle between the two, in `[-1, 1]`: 1 is the same. No probability. */
  readonly likeness: number;
}

/**
 * @param examples - All of one dimension.
 * @returns One a label, in the order in which labels come first; none of a label whose examples cancel out.
 */
export function prototypesOf(examples: Iterable<Example>): readonly Prototype[] {
  const sums = new Map<string, Float32Array>();
  for (const { label, vector } of examples) {
    const sum = sums.get(label);
    if (sum === undefined) sums.set(label, vector.slice());
    else vector.forEach((value, i) => (sum[i]! += value));
  }
  // The direction of a sum is that of the mean.
  return [...sums].flatMap(([label, sum]) => {
    const vector = normalised(sum);
    return vector === null ? [] : [{ label, vector }];
  });
}

/**
 * @param vector - Of length 1.
 * @param most - How many at most.
 * @returns Most alike first; of equal ones the earlier prototype.
 */
export function nearestPrototypes(
  prototypes: readonly Prototype[],
  vector: Float32Array,
  most: number,
): readonly Likeness[] {
  return prototypes
    .map(({ label, vector: prototype }) => ({ label, likeness: 1 - cosineDistance(vector, prototype) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}
