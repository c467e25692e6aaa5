import { describe, expect, test } from 'vitest';
import { MOT } from '#core/datasets/mot-table.ts';
import { WORLD } from '#core/datasets/world-table.ts';
import { readWorldTracked } from '#core/metrics/world-rows.ts';
import { replay } from '#core/pipeline/replay.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { micros } from '#core/time/micros.ts';
import { FloorTrack } from '../../../scripts/fusion/floor-track.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { endOf, positions, shoppingTrip } from '../../support/tiny-walk.ts';

const trip: readonly SceneInput[] = [...positions(20, { a: shoppingTrip }), endOf(20)];

async function rowsOf(inputs: readonly SceneInput[]) {
  const track = new FloorTrack();
  const scene = await replay(tinyProject(), sceneDefaults, [inputs], (before, input) => track.note(before, input));
  const { rows, columns } = readWorldTracked(track.text(scene), 'track.txt');
  return Array.from({ length: rows }, (_, row) => ({
    time: (columns[MOT.frame]![row]! - 1) / 10,
    id: columns[MOT.id]![row]!,
    x: columns[WORLD.x]![row]!,
    y: columns[WORLD.y]![row]!,
  }));
}

describe('where everybody was', () => {
  test('is where they are ten times a second, from when they are known until half a second after they were seen', async () => {
    const rows = await rowsOf(trip);
    const times = rows.map(({ time }) => time);
    expect(times.every((time, i) => i === 0 || Math.abs(time - times[i - 1]! - 0.1) < 1e-6)).toBe(true);
    expect(times[0]).toBeLessThan(1);
    // Gone at 12.5 s.
    expect(times.at(-1)).toBeGreaterThan(12.3);
    expect(times.at(-1)).toBeLessThan(13);
    for (const { time, id, x, y } of rows.filter((row) => row.time < 12)) {
      expect(id).toBe(1);
      const [trueX, trueY] = shoppingTrip(time)!;
      expect(Math.hypot(x - trueX, y - trueY), `at ${time} s`).toBeLessThan(0.3);
    }
  });

  test('has the names that people gave, of the time before they said so too', async () => {
    const said = { operator: 'the owner', reason: 'seen in the clip' };
    const split: SceneInput = {
      kind: 'action',
      time: micros(20e6),
      action: 'split',
      shopper: 'S1',
      at: micros(7e6),
      ...said,
    };
    const rows = await rowsOf([...trip, split]);
    expect(rows.every(({ time, id }) => id === (time < 6.95 ? 1 : 2))).toBe(true);
  });
});
