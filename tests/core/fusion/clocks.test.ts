import { describe, expect, test } from 'vitest';
import { type CameraClock, clockOf } from '#core/fusion/clocks.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { completeSettings, sceneDefaults } from '#core/pipeline/settings.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { settingsBeforeV3 } from '#storage/versions/settings-before-v3.ts';
import { type ClockedCrowd, followClocked } from '../../support/clocked-crowd.ts';

const SEED = 201;

/** Six people under four cameras. */
function watched(how: Partial<ClockedCrowd> & Pick<ClockedCrowd, 'seconds'>) {
  let last: Scene | null = null;
  followClocked({ cameras: 4, people: 6, ...how }, SEED, (scene) => (last = scene));
  const { clocks, moved } = last!.agreement;
  return { scene: last!, clocks: clocks.cameras.map((id): CameraClock => clockOf(clocks, id)!), moved: moved.moved };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('four cameras that see the same people', () => {
  test('whose clocks are up to a fifth of a second apart: in less than a minute all are known within 30 ms', () => {
    const offsets = [0.05, -0.1, 0.1, 0];
    const { clocks } = watched({ seconds: 40, clocks: offsets.map((offset) => ({ offset })) });
    for (const [i, { offset, applied }] of clocks.entries()) {
      expect(Math.abs(offset - (offsets[i]! - mean(offsets)))).toBeLessThan(0.03);
      expect(Math.abs(applied - offset)).toBeLessThan(0.03);
    }
  });

  test('whose clocks agree and which hang where they were calibrated are left alone', () => {
    const { clocks, moved } = watched({ seconds: 30 });
    expect(clocks.map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
    expect(moved).toEqual([]);
  });

  test('whose boxes err alike from frame to frame, about one person: are left alone, and it is known how little is known', () => {
    const { clocks } = watched({ seconds: 60, people: 1, watching: { noise: 0.05, alike: 0.9 } });
    expect(clocks.map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
    for (const { offset, sigma } of clocks) expect(Math.abs(offset)).toBeLessThan(2 * sigma);
  });

  test('a clock that was measured is put right from the first moment', () => {
    const known = [0.2, 0, 0, 0];
    const { clocks } = watched({ seconds: 1, clocks: known.map((offset) => ({ offset })), measured: true });
    expect(clocks.map(({ applied }) => applied)).toEqual(known);
  });

  test('a clock that was measured stays put right, however far it is off', () => {
    const known = [4, 0, 0, 0];
    const { clocks } = watched({ seconds: 30, clocks: known.map((offset) => ({ offset })), measured: true });
    for (const [i, { applied }] of clocks.entries()) expect(Math.abs(applied - known[i]!)).toBeLessThan(0.03);
  });

  test('of which one is knocked by three degrees: within ten seconds it is known which, and nobody is followed by it', () => {
    const knock = { camera: 2, at: 12, aside: 3, down: 0 };
    const { moved, scene } = watched({ seconds: 24, knock });
    expect(moved.map(({ camera, sure }) => [camera, sure])).toEqual([['cam3', true]]);
    expect(moved[0]!.time / 1e6).toBeGreaterThan(knock.at);
    expect(moved[0]!.time / 1e6).toBeLessThan(knock.at + 10);
    expect(viewScene(scene).health['cam3']!.aside).toEqual({ why: 'moved', since: moved[0]!.time });
  });

  test('in a session that was stored before clocks were compared: are followed as they were then', () => {
    const settings = completeSettings({ ...settingsBeforeV3, tracking: sceneDefaults.tracking });
    const offsets = [2, 0, 0, 0].map((offset) => ({ offset }));
    const knock = { camera: 2, at: 4, aside: 3, down: 0 };
    const { clocks, moved, scene } = watched({ seconds: 16, clocks: offsets, measured: true, knock, settings });
    expect(clocks.map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
    expect([moved, scene.held]).toEqual([[], []]);
  });

  test('in a session that was stored when each moment counted by itself: are followed as they were then, to the last bit', () => {
    const known = Object.entries(sceneDefaults.fusion).filter(([name]) => name !== 'lasting' && name !== 'stature');
    const settings = completeSettings({ ...sceneDefaults, fusion: Object.fromEntries(known) });
    const offsets = [0.05, -0.1, 0.1, 0].map((offset) => ({ offset }));
    const { clocks } = watched({ seconds: 15, clocks: offsets, settings });
    // As that release worked them out.
    expect(clocks.map(({ offset }) => offset)).toEqual([
      0.04946987918341172, -0.11549413507548814, 0.08350876492028506, -0.017484509028208264,
    ]);
    expect(clocks.map(({ applied }) => applied)).toEqual([0, -0.11545340915062353, 0.08350853800791404, 0]);
  });
});
