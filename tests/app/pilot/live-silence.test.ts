import { expect, test } from 'vitest';
import { Silences } from '#app/pilot/live-silence.ts';

/** Every camera sends every 100 ms from `from` to `to`, ms. */
function send(silences: Silences, cameras: readonly string[], from: number, to: number): void {
  for (let time = from; time <= to; time += 100) for (const camera of cameras) silences.hear(camera, time);
}

test('cameras that send miss nothing, also one in the dark that sends a frame every two seconds', () => {
  const silences = new Silences(['door', 'cellar'], 0);
  send(silences, ['door'], 100, 20_000);
  for (let time = 2000; time <= 20_000; time += 2000) silences.hear('cellar', time);
  expect(silences.look(20_000)).toBe(false);
  expect([[...silences.current], silences.gaps]).toEqual([[], []]);
});

test('an unplugged camera is silent since its last frame, and when it sends again that is what was missed', () => {
  const silences = new Silences(['door', 'till'], 0);
  send(silences, ['door', 'till'], 100, 5000);
  silences.lose('till', 'lost');
  expect([...silences.current]).toEqual([['till', { why: 'lost', since: 5000 }]]);
  silences.lose('till', 'busy');
  expect(silences.current.get('till')).toEqual({ why: 'busy', since: 5000 });
  send(silences, ['door'], 5100, 9000);
  expect(silences.hear('till', 9000)).toBe(true);
  expect(silences.current.size).toBe(0);
  expect(silences.gaps).toEqual([{ cameras: ['till'], from: 5000, to: 9000, hidden: false }]);
});

test('a camera that is there and sends nothing stands still', () => {
  const silences = new Silences(['door', 'till'], 0);
  send(silences, ['door', 'till'], 100, 5000);
  send(silences, ['door'], 5100, 8000);
  expect(silences.look(8000)).toBe(true);
  expect(silences.look(8000)).toBe(false);
  expect([...silences.current]).toEqual([['till', { why: 'still', since: 5000 }]]);
});

test('what all cameras missed while the tab was in the background is one gap, though they were seen now and then', () => {
  const silences = new Silences(['door', 'till'], 0);
  send(silences, ['door', 'till'], 100, 5000);
  silences.hide(true, 5000);
  for (const time of [65_000, 125_000]) for (const camera of ['door', 'till']) silences.hear(camera, time);
  silences.hide(false, 130_000);
  send(silences, ['door', 'till'], 130_100, 140_000);
  expect(silences.gaps).toEqual([{ cameras: ['door', 'till'], from: 5000, to: 130_100, hidden: true }]);
});

test('what is missed after the tab was shown again is not laid on the background', () => {
  const silences = new Silences(['door'], 0);
  silences.hide(true, 100);
  send(silences, ['door'], 200, 5000);
  silences.hide(false, 5000);
  send(silences, ['door'], 5100, 9000);
  silences.lose('door', 'lost');
  silences.hear('door', 20_000);
  expect(silences.gaps).toEqual([{ cameras: ['door'], from: 9000, to: 20_000, hidden: false }]);
});

test('a camera that was away at the end has missed the rest', () => {
  const silences = new Silences(['door'], 0);
  send(silences, ['door'], 100, 1000);
  silences.lose('door', 'lost');
  silences.end(4000);
  expect(silences.gaps).toEqual([{ cameras: ['door'], from: 1000, to: 4000, hidden: false }]);
});
