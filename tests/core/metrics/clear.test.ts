import { describe, expect, test } from 'vitest';
import { clear } from '#core/metrics/clear.ts';
import type { ScoredSequence } from '#core/metrics/sequence.ts';
import { type Frame, followed, letters, sequence } from '../../support/sequences.ts';

const score = (scored: ScoredSequence) => clear.finish(clear.score(scored));

/** A is near `a`, and then nearer to `b`. */
const first: Frame = ['A', 'a', { Aa: 0.6 }];
const contested: Frame = ['A', 'ab', { Aa: 0.5, Ab: 0.9 }];

describe('matching', () => {
  test('two are matched from a similarity of a half on, rounding allowed for', () => {
    expect(score(followed('a', 0.5)).TP).toBe(1);
    expect(score(followed('a', 0.5 - 1e-16)).TP).toBe(1);
    expect(score(followed('a', 0.5 - 1e-15)).TP).toBe(0);
  });

  test('as much similarity as possible, over the whole frame', () => {
    const scores = score(sequence([['AB', 'ab', { Aa: 0.6, Ab: 0.9, Ba: 0.5, Bb: 0.9 }]]));
    expect(scores).toMatchObject({ TP: 2, MOTP: (0.6 + 0.9) / 2 });
  });

  test('who was matched in the frame before stays matched, though another is nearer', () => {
    expect(score(sequence([first, contested]))).toMatchObject({ TP: 2, FP: 1, IDSW: 0, MOTP: 0.55 });
  });

  test('who was matched two frames before does not', () => {
    const missed: Frame = ['A', 'c', { Ac: 0.1 }];
    expect(score(sequence([first, missed, contested]))).toMatchObject({ TP: 2, IDSW: 1, Frag: 1 });
  });

  test('a frame with nothing tracked is passed over: what was matched before it counts as just before', () => {
    expect(score(sequence([first, ['A', ''], contested]))).toMatchObject({ TP: 2, FN: 1, IDSW: 0, Frag: 0 });
  });

  test('and so is a frame with nothing there', () => {
    expect(score(sequence([first, ['', 'a'], contested]))).toMatchObject({ TP: 2, FP: 2, IDSW: 0, Frag: 0 });
  });
});

describe('IDSW', () => {
  test('a name is compared with the last one ever, however long ago', () => {
    const elsewhere: Frame = ['A', 'z'];
    const hit = (name: string): Frame => ['A', name, { [`A${name}`]: 1 }];
    expect(score(sequence([hit('a'), elsewhere, elsewhere, hit('b')])).IDSW).toBe(1);
    expect(score(sequence([hit('a'), elsewhere, elsewhere, hit('a')])).IDSW).toBe(0);
    expect(score(sequence([hit('a'), hit('b'), elsewhere, hit('a')])).IDSW).toBe(2);
  });

  test('two identities that swap names are two switches', () => {
    const straight: Frame = ['AB', 'ab', { Aa: 1, Bb: 1 }];
    expect(score(sequence([straight, ['AB', 'ab', { Ab: 1, Ba: 1 }]]))).toMatchObject({ IDSW: 2, MOTA: 0.5, MODA: 1 });
  });
});

describe('lives', () => {
  /** As `followed`, but somebody else is tracked in the gaps, so that no frame is passed over. */
  const gaps = (names: string) =>
    sequence(letters(names).map((name): Frame => (name === '.' ? ['A', 'z'] : ['A', name, { [`A${name}`]: 1 }])));

  test.each([
    ['aaaaa', 'MT'],
    ['aaaa.', 'PT'],
    ['a....', 'PT'],
    ['a.....', 'ML'],
    ['.....', 'ML'],
  ])('%s is %s: more than 80 %% mostly tracked, less than 20 %% mostly lost', (names, kind) => {
    expect(score(gaps(names))).toMatchObject({ MT: 0, PT: 0, ML: 0, [kind]: 1 });
  });

  test('Frag counts how often a life is taken up again, not its end', () => {
    expect(score(gaps('aaa')).Frag).toBe(0);
    expect(score(gaps('aa.a.a')).Frag).toBe(2);
    expect(score(gaps('..aa..')).Frag).toBe(0);
    expect(score(gaps('.....')).Frag).toBe(0);
  });

  test('also when it was the truth that was away', () => {
    const hit: Frame = ['A', 'a', { Aa: 1 }];
    expect(score(sequence([hit, ['B', 'b', { Bb: 1 }], hit]))).toMatchObject({ Frag: 1, IDSW: 0, MOTA: 1 });
  });
});

describe('one side only', () => {
  test('nothing is tracked: everybody is missed and lost', () => {
    expect(
      score(
        sequence([
          ['AB', ''],
          ['A', ''],
        ]),
      ),
    ).toMatchObject({ FN: 3, ML: 2, MT: 0, PT: 0, MOTA: 0, MOTP: 0 });
  });

  test('nothing is there: MOTA is 0, and what was invented counts once sequences are combined', () => {
    const ghosts = clear.score(sequence([['', 'ab']]));
    expect(clear.finish(ghosts)).toMatchObject({ FP: 2, MOTA: 0, MODA: 0 });
    expect(clear.finish(clear.combine([ghosts]))).toMatchObject({ FP: 2, MOTA: -2, MODA: -2 });
    expect(clear.finish(clear.combine([ghosts, clear.score(followed('aaaa'))])).MOTA).toBe(0.5);
  });

  test('more invented than there is makes MOTA negative', () => {
    expect(score(sequence([['A', 'xyz']])).MOTA).toBe(-3);
  });
});

test('sequences together: counts are added before they are divided', () => {
  const sums = [followed('aaaa', 0.8), followed('......')].map((one) => clear.score(one));
  expect(clear.finish(clear.combine(sums))).toMatchObject({ TP: 4, FN: 6, MOTA: 0.4, MOTP: 0.8, MT: 1, ML: 1 });
});
