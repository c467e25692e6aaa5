import { expect, test } from 'vitest';
import { LatestFrames } from '#capture/latest.ts';
import { micros } from '#core/time/micros.ts';

class Frame {
  closed = false;
  readonly timestamp: number;
  constructor(timestamp: number) {
    this.timestamp = timestamp;
  }
  close(): void {
    this.closed = true;
  }
}

const PERIOD = 1000;
const NOW = micros(0);

test('a newer frame takes the place of one that nobody took, which is closed and counted', () => {
  const frames = new LatestFrames<Frame>(['door', 'shelf'], PERIOD);
  const [old, fresh] = [new Frame(1), new Frame(2)];
  frames.put('door', old);
  frames.put('door', fresh);
  expect(old.closed).toBe(true);
  expect(frames.take(NOW)).toEqual({ camera: 'door', frame: fresh });
  expect([fresh.closed, frames.dropped]).toEqual([false, 1]);
});

test('a camera that sends more often keeps no other from its turn', () => {
  const frames = new LatestFrames<Frame>(['fast', 'slow'], PERIOD);
  const served: string[] = [];
  frames.put('slow', new Frame(0));
  for (let time = 1; time <= 4; time++) {
    frames.put('fast', new Frame(time));
    if (time === 3) frames.put('slow', new Frame(time));
    served.push(frames.take(NOW)!.camera);
  }
  expect(served).toEqual(['fast', 'slow', 'fast', 'slow']);
});

test('what waited so long that its camera should have sent two since is dropped instead of looked at', () => {
  const frames = new LatestFrames<Frame>(['door'], PERIOD);
  const stale = new Frame(1000);
  frames.put('door', stale);
  expect(frames.take(micros(3001))).toBeNull();
  expect([stale.closed, frames.dropped]).toEqual([true, 1]);
});

test.each([
  ['fast enough', 30],
  ['slower than the cameras', 300],
  ['very slow', 1300],
])('four cameras share a detector that is %s: none of them starves, also not one in the dark', (_, look) => {
  const periods = { door: 66, till: 66, shelf: 66, cellar: 900 };
  const cameras = Object.keys(periods) as (keyof typeof periods)[];
  const frames = new LatestFrames<Frame>(cameras, 66);
  const served = new Map(cameras.map((camera) => [camera, [] as number[]]));
  let free = 0;
  for (let time = 1; time <= 60_000; time++) {
    for (const camera of cameras) if (time % periods[camera] === 0) frames.put(camera, new Frame(time * 1000));
    if (time < free) continue;
    const next = frames.take(micros(time * 1000));
    if (next === null) continue;
    served.get(next.camera as keyof typeof periods)!.push(time);
    free = time + look;
  }
  for (const [camera, times] of served) {
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    // A turn of all four, and the time until the camera sends its next.
    expect(Math.max(...waits), camera).toBeLessThanOrEqual(4 * look + 2 * periods[camera]);
    expect(times.length, camera).toBeGreaterThan(5);
  }
});

test('whoever waits is woken by a frame, and by being told to stop', async () => {
  const frames = new LatestFrames<Frame>(['door'], PERIOD);
  const stopping = new AbortController();
  const first = frames.arrival(stopping.signal);
  frames.put('door', new Frame(5));
  await first;
  frames.take(NOW);
  const second = frames.arrival(stopping.signal);
  stopping.abort();
  await second;
  expect(frames.take(NOW)).toBeNull();
});

test('what is left at the end is closed', () => {
  const frames = new LatestFrames<Frame>(['door'], PERIOD);
  const left = new Frame(1);
  frames.put('door', left);
  frames[Symbol.dispose]();
  expect(left.closed).toBe(true);
});
