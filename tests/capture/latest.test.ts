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

const OLDEST = micros(0);

test('a newer frame takes the place of one that nobody took, which is closed and counted', () => {
  const frames = new LatestFrames<Frame>(['door', 'shelf']);
  const [old, fresh] = [new Frame(1), new Frame(2)];
  frames.put('door', old);
  frames.put('door', fresh);
  expect(old.closed).toBe(true);
  expect(frames.take(OLDEST)).toEqual({ camera: 'door', frame: fresh });
  expect([fresh.closed, frames.dropped]).toEqual([false, 1]);
});

test('a camera that sends more often keeps no other from its turn', () => {
  const frames = new LatestFrames<Frame>(['fast', 'slow']);
  const served: string[] = [];
  frames.put('slow', new Frame(0));
  for (let time = 1; time <= 4; time++) {
    frames.put('fast', new Frame(time));
    if (time === 3) frames.put('slow', new Frame(time));
    served.push(frames.take(OLDEST)!.camera);
  }
  expect(served).toEqual(['fast', 'slow', 'fast', 'slow']);
});

test('what waited too long is dropped instead of looked at', () => {
  const frames = new LatestFrames<Frame>(['door']);
  const stale = new Frame(1000);
  frames.put('door', stale);
  expect(frames.take(micros(1001))).toBeNull();
  expect([stale.closed, frames.dropped]).toEqual([true, 1]);
});

test('whoever waits is woken by a frame, and by being told to stop', async () => {
  const frames = new LatestFrames<Frame>(['door']);
  const stopping = new AbortController();
  const first = frames.arrival(stopping.signal);
  frames.put('door', new Frame(5));
  await first;
  frames.take(OLDEST);
  const second = frames.arrival(stopping.signal);
  stopping.abort();
  await second;
  expect(frames.take(OLDEST)).toBeNull();
});

test('what is left at the end is closed', () => {
  const frames = new LatestFrames<Frame>(['door']);
  const left = new Frame(1);
  frames.put('door', left);
  frames[Symbol.dispose]();
  expect(left.closed).toBe(true);
});
