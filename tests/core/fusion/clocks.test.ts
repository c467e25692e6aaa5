import { describe, expect, test } from 'vitest';
import { type CameraClock, clockOf } from '#core/fusion/clocks.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { type WrongClock, followClocked } from '../../support/clocked-crowd.ts';

const SEED = 201;

/** What is known of each clock after `seconds` of six people under four cameras. */
function clocksAfter(seconds: number, clocks: readonly WrongClock[]): readonly CameraClock[] {
  let last: Scene | null = null;
  followClocked({ cameras: 4, people: 6, seconds, clocks }, SEED, (scene) => (last = scene));
  return [1, 2, 3, 4].map((n) => clockOf(last!.agreement.clocks, `cam${n}`)!);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('four cameras that see the same people', () => {
  test('whose clocks are up to a fifth of a second apart: a minute later all are known within 25 ms', () => {
    const offsets = [0.05, -0.1, 0.1, 0];
    const found = clocksAfter(
      60,
      offsets.map((offset) => ({ offset })),
    );
    for (const [i, { offset, applied }] of found.entries()) {
      expect(Math.abs(offset - (offsets[i]! - mean(offsets)))).toBeLessThan(0.025);
      expect(Math.abs(applied - offset)).toBeLessThan(0.025);
    }
  });

  test('whose clocks agree are left alone: no stamp is changed', () => {
    expect(clocksAfter(60, []).map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
  });

  test('a clock that was measured is put right from the first moment', () => {
    const known = [0.2, 0, 0, 0];
    let first: Scene | null = null;
    const clocks = known.map((offset) => ({ offset }));
    followClocked({ cameras: 4, people: 2, seconds: 3, clocks, measured: true }, SEED, (scene) => (first ??= scene));
    expect(first!.agreement.clocks.applied).toEqual(known);
  });
});

describe('one of four cameras', () => {
  const knock = { camera: 2, at: 30, aside: 3, down: 0 };
  const movedIn = (seconds: number, knocked: boolean) => {
    let last: Scene | null = null;
    const crowd = { cameras: 4, people: 6, seconds, ...(knocked && { knock }) };
    followClocked(crowd, SEED, (scene) => (last = scene));
    return last!.agreement.moved.moved;
  };

  test('is knocked by three degrees: within ten seconds it is known which', () => {
    const moved = movedIn(45, true);
    expect(moved.map(({ camera, sure }) => [camera, sure])).toEqual([['cam3', true]]);
    expect(moved[0]!.time / 1e6).toBeGreaterThan(knock.at);
    expect(moved[0]!.time / 1e6).toBeLessThan(knock.at + 10);
  });

  test('hangs where it was calibrated, as all do: nobody says otherwise', () => {
    expect(movedIn(45, false)).toEqual([]);
  });
});
