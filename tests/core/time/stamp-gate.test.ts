import { describe, expect, test } from 'vitest';
import { type StampChange, StampGate } from '#core/time/stamp-gate.ts';

const SECOND = 1e6;
const HOUR = 3600 * SECOND;

/** Cameras that send ten times a second, each a little after the one before, with the stamps that `stamp` gives. */
function send(cameras: readonly string[], seconds: number, stamp: (camera: string, time: number) => number | null) {
  const gate = new StampGate<number>((time) => time);
  const passed: { readonly camera: string; readonly stamp: number }[] = [];
  let sent = 0;
  const changes: (StampChange & { readonly at: number })[] = [];
  for (let tick = 0; tick < 10 * seconds; tick++) {
    for (const [i, camera] of cameras.entries()) {
      const time = tick * 0.1 * SECOND + i * 1000;
      const item = stamp(camera, time);
      if (item === null) continue;
      sent++;
      const { items, changes: fresh } = gate.admit(camera, item);
      passed.push(...items.map((each) => ({ camera, stamp: each })));
      changes.push(...fresh.map((change) => ({ ...change, at: time / SECOND })));
    }
  }
  return { sent, passed, changes };
}

const said = (changes: readonly (StampChange & { readonly at: number })[]) =>
  changes.map(({ source, state, at }) => [source, state, Math.round(at)]);

describe('cameras whose clocks agree', () => {
  test('pass, a second apart too', () => {
    const { passed, changes } = send(['a', 'b'], 5, (camera, time) => (camera === 'b' ? time + SECOND : time));
    expect(changes).toEqual([]);
    expect(passed).toHaveLength(100);
  });

  test('pass after a minute in which nobody sent anything, and nothing of what comes then is lost', () => {
    const away = (time: number) => time > 3 * SECOND && time < 63 * SECOND;
    const { sent, passed, changes } = send(['a', 'b', 'c'], 70, (_, time) => (away(time) ? null : time));
    expect(changes).toEqual([]);
    expect(passed).toHaveLength(sent);
  });
});

describe('a camera whose clock jumps', () => {
  test.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ] as const)('an hour %s is set aside, passes nothing, and is taken back when it is right again', (state, by) => {
    const wrong = (time: number) => time > 2 * SECOND && time < 6 * SECOND;
    const { passed, changes } = send(['a', 'b'], 10, (camera, time) =>
      camera === 'b' && wrong(time) ? time + by : time,
    );
    expect(said(changes)).toEqual([
      ['b', state, 2],
      ['b', 'well', 6],
    ]);
    expect(passed.every(({ stamp }) => stamp >= 0 && stamp < 10 * SECOND)).toBe(true);
    expect(passed.filter(({ camera }) => camera === 'a')).toHaveLength(100);
  });

  test('and that runs backwards from then on is set aside once it is too far off', () => {
    const { changes } = send(['a', 'b', 'c'], 10, (camera, time) =>
      camera === 'c' && time > 2 * SECOND ? 4 * SECOND - time : time,
    );
    expect(said(changes)).toEqual([['c', 'behind', 3]]);
  });

  test('of three, one that is hours ahead from the start is the one that is wrong', () => {
    const { changes } = send(['a', 'b', 'c'], 3, (camera, time) => (camera === 'a' ? time + 5 * HOUR : time));
    expect(said(changes)).toEqual([['a', 'ahead', 0]]);
  });

  test('of one alone nobody can tell: what it sends passes', () => {
    const { passed } = send(['a'], 3, (_, time) => (time > SECOND ? time + HOUR : time));
    expect(passed).toHaveLength(30);
  });
});
