import fc from 'fast-check';
import { entriesOf } from '#core/metrics/entries.ts';
import { type ScoredSequence, createSequence } from '#core/metrics/sequence.ts';

/** True identities, tracked identities, a letter each, and how alike which two are: `['AB', 'ab', { Aa: 0.8 }]`. */
export type Frame = readonly [truth: string, tracked: string, similar?: Readonly<Record<string, number>>];

export const letters = (text: string): string[] => text.split('');

export function sequence(frames: readonly Frame[]): ScoredSequence {
  const side = (which: 0 | 1) => {
    const all = frames.flatMap((frame, f) => letters(frame[which]).map((letter) => ({ letter, f })));
    const { entries } = entriesOf(
      frames.length,
      all.map(({ f }) => f + 1),
      all.map(({ letter }) => letter.codePointAt(0)!),
    );
    return { all, entries };
  };
  const [truth, tracked] = [side(0), side(1)];
  return createSequence(truth.entries, tracked.entries, (i, j) => {
    const { letter, f } = truth.all[i]!;
    return frames[f]![2]?.[letter + tracked.all[j]!.letter] ?? 0;
  });
}

/** `Aa` in every frame in which `a` stands: `'aa.b'` follows A under two names with a gap. Exactly placed. */
export function followed(tracked: string, similarity = 1): ScoredSequence {
  return sequence(
    letters(tracked).map((name) => (name === '.' ? ['A', ''] : ['A', name, { [`A${name}`]: similarity }])),
  );
}

const some = (of: string): fc.Arbitrary<string> => fc.subarray(letters(of)).map((chosen) => chosen.join(''));

/** Up to eight frames of up to four identities, everybody more or less like everybody, often exactly as much. */
export const anyFrames: fc.Arbitrary<Frame[]> = fc.array(
  fc
    .tuple(
      some('ABCD'),
      some('abcd'),
      fc.array(fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 16,
        maxLength: 16,
      }),
    )
    .map(([truth, tracked, values]): Frame => {
      const pairs = letters('ABCD').flatMap((a) => letters('abcd').map((b) => a + b));
      return [truth, tracked, Object.fromEntries(pairs.map((pair, i) => [pair, values[i]!]))];
    }),
  { minLength: 1, maxLength: 8 },
);
