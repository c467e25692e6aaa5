import { expect, test } from 'vitest';
import { Recollection } from '#core/pipeline/recollection.ts';
import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import { sightingBeside } from '#core/pipeline/sighting-beside.ts';
import { stretchOf } from '#core/pipeline/stretch.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { ClipReel } from '#app/pilot/clip-reel.ts';
import { Replay } from '#app/pilot/replay.svelte.ts';
import { tinyProject } from '../../support/tiny-project.ts';
import { frames, inOrder, positions, shoppingTrip } from '../../support/tiny-walk.ts';

const project = tinyProject();

/** A session of 20 s with ten sightings a second, under a clock that ticks every 50 ms. */
function open(lag = 0) {
  const recollection = new Recollection(project);
  recollection.take(inOrder(positions(20, { a: shoppingTrip }), frames(20, shoppingTrip)));
  const recall = {
    at: async (time: number) => {
      for (let turn = 0; turn < lag; turn++) await clock.tick();
      return viewScene(await recollection.at(time));
    },
    beside: async (time: number, step: 1 | -1) => sightingBeside(recollection.inputs, time, step),
    stretch: async (plates: readonly string[], from: number, to: number) =>
      stretchOf(recollection, project, plates, from, to),
    dwell: async (from: number, to: number) => recollection.log.dwell(from, to),
    tracks: async (from: number, to: number) => recollection.log.tracks(from, to, []),
    amend: async () => viewScene(recollection.last),
  };
  const seen: SceneView[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    tick: async () => {
      now += 50;
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
  const ignore = () => undefined;
  /** How many boxes each shown picture had. */
  const boxes: number[] = [];
  const picture = (_: string, __: VideoFrame, tracks: readonly ShopperTrack[]) => boxes.push(tracks.length);
  const screen = { saw: (view: SceneView) => seen.push(view), picture, nothing: ignore, failed: ignore };
  const replay = new Replay(recall, screen, clock, { time: 0, end: 19_900_000 });
  return { replay, seen, boxes, elapsed: () => now };
}

test('of many moments asked for at once the last is shown', async () => {
  const { replay, seen } = open();
  for (const second of [3, 12, 7]) replay.seek(second * 1e6);
  await replay.settled();
  expect(seen.at(-1)!.time).toBe(7_000_000);
  expect(seen.length).toBeLessThan(3);
});

test('a step goes to the very next sighting, and back to the one before', async () => {
  const { replay } = open();
  replay.seek(5_030_000);
  replay.step(1);
  await replay.settled();
  expect(replay.time).toBe(5_100_000);
  replay.step(-1);
  replay.step(-1);
  await replay.settled();
  expect(replay.time).toBe(4_900_000);
});

test('played at four times the speed, a session takes a quarter of its time and stops at its end', async () => {
  const { replay, elapsed } = open();
  replay.setSpeed(4);
  replay.play();
  await replay.settled();
  expect(replay).toMatchObject({ time: 19_900_000, playing: false });
  // Waiting for the screen takes a tick as well, so only the order of it is known.
  expect(elapsed() / 1000).toBeGreaterThan(4.9);
  expect(elapsed() / 1000).toBeLessThan(11);
});

test('what is outside of the stretch that is looped ends the loop', () => {
  const { replay } = open();
  replay.loop({ from: micros(4e6), to: micros(8e6) });
  expect(replay.time).toBe(4_000_000);
  replay.seek(6e6);
  expect(replay.range).not.toBeNull();
  replay.seek(9e6);
  expect(replay.range).toBeNull();
});

/** A camera with a picture every tenth of a second. */
const reel = () =>
  new ClipReel({
    camera: 'cam1',
    async *frames(_: AbortSignal, from = micros(0)) {
      for (let time = Math.floor(from / 100_000) * 100_000; ; time += 100_000) {
        const frame = { timestamp: time, close: () => undefined, clone: () => frame };
        yield frame as unknown as VideoFrame;
      }
    },
  });

test('while the scene is a little late, boxes do not flicker', async () => {
  const { replay, boxes } = open(1);
  replay.seek(5e6);
  replay.setReels(new Map([['cam1', reel()]]));
  await replay.settled();
  boxes.length = 0;
  for (let i = 0; i < 10; i++) {
    replay.step(1);
    await replay.settled();
  }
  expect(boxes).toEqual(Array.from({ length: 10 }, () => 1));
});

test('the first picture is there before anybody knows its scene', async () => {
  const { replay, boxes } = open(1);
  replay.seek(5e6);
  replay.setReels(new Map([['cam1', reel()]]));
  await replay.settled();
  expect(boxes).toEqual([0, 1]);
});

test('while the scene of a moment is not known for long, its picture is shown without boxes', async () => {
  const { replay, boxes } = open(20);
  replay.setReels(new Map([['cam1', reel()]]));
  replay.seek(5e6);
  await replay.settled();
  expect(boxes).toEqual([0, 1]);
});
