import { describe, expect, test } from 'vitest';
import type { Naming } from '#core/fusion/naming.ts';
import { cellAt } from '#core/geometry/floor-grid.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { Recollection } from '#core/pipeline/recollection.ts';
import { SceneLog } from '#core/pipeline/scene-log.ts';
import { createScene } from '#core/pipeline/scene.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { micros } from '#core/time/micros.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { type Place, frames, inOrder, positions, shoppingTrip } from '../../support/tiny-walk.ts';

const project = tinyProject();
/** Stands at one place from 2 s to 12 s, then at another to 16 s. */
const stander = (t: number): Place => (t < 2 || t >= 16 ? null : t < 12 ? [1.1, 1.1] : [3.1, 2.1]);

function logged(inputs: Parameters<typeof stepScene>[1][]): SceneLog {
  const log = new SceneLog(project);
  inputs.reduce((scene, input) => {
    const next = stepScene(scene, input);
    log.take(next);
    return next;
  }, createScene(project));
  return log;
}

describe('how long people stood where', () => {
  const log = logged(positions(20, { a: stander }));
  const seconds = (from: number, to: number, x: number, y: number) => {
    const { grid, micros: spent } = log.dwell(from * 1e6, to * 1e6);
    return spent[cellAt(grid, groundPoint(x, y))]! / 1e6;
  };

  test('is the time from the moment they are known to when they are seen elsewhere, and stays there', () => {
    expect(seconds(0, 20, 1.1, 1.1)).toBeGreaterThan(9);
    expect(seconds(0, 20, 1.1, 1.1)).toBeLessThanOrEqual(10);
    expect(seconds(0, 20, 3.1, 2.1)).toBeGreaterThan(3);
    expect(seconds(0, 20, 0.1, 2.9)).toBe(0);
  });

  test('of a stretch of time is what of it lies in the stretch; stretches add up to the whole, to the microsecond', () => {
    expect(seconds(5, 8, 1.1, 1.1)).toBe(3);
    const all = log.dwell(0, 20e6).micros;
    const cuts = [0, 3_333_333, 7_100_001, 12_050_000, 20e6];
    const parts = cuts.slice(1).map((to, i) => log.dwell(cuts[i]!, to).micros);
    expect(parts.reduce((sum, part) => sum.map((each, cell) => each + part[cell]!))).toEqual(all);
  });

  test('is the same at a moment that was stepped to and at one that is looked back at', () => {
    const inputs = inOrder(positions(15, { a: shoppingTrip, b: stander }), frames(15, shoppingTrip));
    const whole = logged([...inputs]);
    for (const second of [1, 4, 9.9, 13]) {
      const then = logged(inputs.filter(({ time }) => time <= second * 1e6));
      expect(then.dwell(0, second * 1e6)).toEqual(whole.dwell(0, second * 1e6));
    }
    const recollection = new Recollection(project);
    recollection.take(inputs);
    expect(recollection.log.dwell(2e6, 9e6)).toEqual(whole.dwell(2e6, 9e6));
  });
});

describe('whose the tracks of a camera were', () => {
  const inputs = inOrder(positions(15, { a: shoppingTrip }), frames(15, shoppingTrip));
  const log = logged([...inputs]);

  test('one track of one shopper, once both are known', () => {
    const owned = log.tracks(0, 15e6, []).filter(({ shopper }) => shopper !== null);
    expect(new Set(owned.map(({ track }) => track)).size).toBe(1);
    expect(owned.every(({ camera, shopper }) => camera === 'cam1' && shopper === 'S1')).toBe(true);
    expect(owned[0]!.from).toBeLessThan(2e6);
    expect(owned.at(-1)!.to).toBeGreaterThan(10e6);
  });

  test('has two names where a person said that somebody else was followed from then on', () => {
    const naming: Naming = [{ kind: 'split', shopper: 'S1', at: micros(6e6), as: 'S1.2' }];
    const named = log.tracks(5e6, 7e6, naming);
    expect(named.map(({ shopper, from, to }) => [shopper, from, to])).toEqual([
      ['S1', 5e6, 6e6],
      ['S1.2', 6e6, 7e6],
    ]);
  });
});
