import { describe, expect, test } from 'vitest';
import { clockText } from '#overlay/clock-text.ts';
import { followSpan, panSpan, wholeSpan, xOfTime, zoomSpan } from '#overlay/time-span.ts';
import { timeTicks } from '#overlay/time-ticks.ts';
import { type TimelineEvent, indexEvents, markAt, markEvents } from '#overlay/timeline-events.ts';
import { placeVisits, visitAt, visitsWithin } from '#overlay/timeline-visits.ts';

const SECOND = 1e6;
const HOUR = 3600 * SECOND;
const DAY = 8 * HOUR;

function event(id: number, time: number, doubtful = false): TimelineEvent {
  return { id: `I${id}`, type: 'take', time, shopper: 'S1', doubtful };
}

describe('what is shown', () => {
  test('zooming keeps the moment under the pointer where it is', () => {
    const span = zoomSpan(wholeSpan(DAY), 0.1, 3 * HOUR, DAY);
    expect(span.to - span.from).toBeCloseTo(DAY / 10);
    expect(xOfTime(span, 1000, 3 * HOUR)).toBeCloseTo(xOfTime(wholeSpan(DAY), 1000, 3 * HOUR));
  });

  test('nobody gets out of the session, nor closer than a second', () => {
    const closest = zoomSpan(wholeSpan(DAY), 1e-9, DAY, DAY);
    expect(closest).toEqual({ from: DAY - SECOND, to: DAY });
    expect(panSpan(closest, HOUR, DAY)).toEqual(closest);
    expect(panSpan(closest, -2 * DAY, DAY)).toEqual({ from: 0, to: SECOND });
    expect(zoomSpan(closest, 1e9, DAY, DAY)).toEqual(wholeSpan(DAY));
  });

  test('the page turns when the playhead leaves it, and only then', () => {
    const span = { from: 0, to: 10 * SECOND };
    expect(followSpan(span, 9 * SECOND, DAY)).toBe(span);
    expect(followSpan(span, 11 * SECOND, DAY)).toEqual({ from: 10 * SECOND, to: 20 * SECOND });
  });
});

describe('the time axis', () => {
  test.each([
    [8 * HOUR, '30 min', 1800],
    [HOUR, '5 min', 300],
    [60 * SECOND, '5 s', 5],
    [SECOND, '0.1 s', 0.1],
  ])('%d µs on 1000 px are ticked every %s', (length, _step, seconds) => {
    const ticks = timeTicks({ from: 0, to: length }, 1000, 60);
    expect(ticks[1]!.time - ticks[0]!.time).toBeCloseTo(seconds * SECOND);
  });

  test('says the time as a clock does', () => {
    expect(clockText(7 * SECOND)).toBe('0:07');
    expect(clockText(754.56 * SECOND, 1)).toBe('12:34.5');
    expect(clockText(HOUR + 123 * SECOND)).toBe('1:02:03');
  });
});

describe('interactions', () => {
  test('that stand apart have a mark each; close ones share one, which says that it holds a doubtful one', () => {
    const events = indexEvents([event(3, 900 * SECOND), event(1, 10 * SECOND), event(2, 11 * SECOND, true)]);
    const marks = markEvents(events, { from: 0, to: 1000 * SECOND }, 1000);
    expect(marks.map(({ first, count, doubtful }) => [first.id, count, doubtful])).toEqual([
      ['I1', 2, true],
      ['I3', 1, false],
    ]);
    expect(markAt(marks, 905)?.first.id).toBe('I3');
    expect(markAt(marks, 500)).toBeNull();
  });

  test('of a full day are all counted, in no more marks than there are columns', () => {
    const events = indexEvents(Array.from({ length: 5000 }, (_, i) => event(i, (i * DAY) / 5000)));
    const marks = markEvents(events, wholeSpan(DAY), 1400);
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
    expect(marks.length).toBeLessThanOrEqual(101);
  });

  test('stay in the same mark while somebody pans', () => {
    const events = indexEvents(Array.from({ length: 500 }, (_, i) => event(i, i * 7 * SECOND)));
    const span = { from: 1000 * SECOND, to: 2000 * SECOND };
    const firsts = (by: number) =>
      new Set(markEvents(events, panSpan(span, by, HOUR), 700).map(({ first, count }) => `${first.id} ${count}`));
    const before = firsts(0);
    const common = [...firsts(3 * SECOND)].filter((mark) => before.has(mark));
    expect(common.length).toBeGreaterThanOrEqual(before.size - 2);
  });
});

describe('visits', () => {
  const visits = placeVisits(
    [
      { shopper: 'S2', from: 5, to: 15 },
      { shopper: 'S1', from: 0, to: 10 },
      { shopper: 'S3', from: 12, to: 20 },
    ],
    5,
  );

  test('at the same time stand in rows of their own, later ones take the free row', () => {
    expect(visits.visits.map(({ shopper, row }) => [shopper, row])).toEqual([
      ['S1', 0],
      ['S2', 1],
      ['S3', 0],
    ]);
    expect(visits.rows).toBe(2);
  });

  test('are found by the stretch they touch and by the bar that is pressed', () => {
    expect(visitsWithin(visits, { from: 11, to: 12 }).map(({ shopper }) => shopper)).toEqual(['S2']);
    expect(visitAt(visits, 0, 13)?.shopper).toBe('S3');
    expect(visitAt(visits, 1, 18)).toBeNull();
  });
});
