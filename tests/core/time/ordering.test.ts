import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { micros } from '#core/time/micros.ts';
import { type OrderingRule, createOrdering, endOrdering, endSource, putInOrder } from '#core/time/ordering.ts';

interface Item {
  readonly time: number;
  readonly source: string | null;
}

const rule = (patience = Infinity): OrderingRule<Item> => ({
  time: (item) => micros(item.time),
  source: (item) => item.source,
  tie: (a, b) => ((a.source ?? '') < (b.source ?? '') ? -1 : (a.source ?? '') > (b.source ?? '') ? 1 : 0),
  patience,
});

const item = (source: string | null, time: number): Item => ({ source, time });

describe('putting sources in order of time', () => {
  test('nothing is released before the slowest source has got there', () => {
    const first = putInOrder(createOrdering<Item>(['a', 'b']), rule(), [item('a', 10), item('a', 20)]);
    expect(first.ready).toEqual([]);
    const second = putInOrder(first.ordering, rule(), [item('b', 15)]);
    expect(second.ready).toEqual([item('a', 10), item('b', 15)]);
  });

  test('a source that has ended holds nobody up', () => {
    const { ordering } = putInOrder(createOrdering<Item>(['a', 'b']), rule(), [item('a', 10)]);
    expect(endSource(ordering, rule(), 'b').ready).toEqual([item('a', 10)]);
  });

  test('a source that lags beyond patience is passed over, and what it sends then is late, counted and not lost', () => {
    const ahead = putInOrder(createOrdering<Item>(['a', 'b']), rule(5), [item('a', 10), item('a', 20)]);
    expect(ahead.ready).toEqual([item('a', 10)]);
    const behind = putInOrder(ahead.ordering, rule(5), [item('b', 8)]);
    expect(behind.ready).toEqual([item('b', 8)]);
    expect(behind.ordering.late).toBe(1);
  });

  test('what comes now and then is put in its place but never waited for', () => {
    const { ordering, ready } = putInOrder(createOrdering<Item>(['a']), rule(), [item(null, 7), item('a', 5)]);
    expect(ready).toEqual([item('a', 5)]);
    expect(putInOrder(ordering, rule(), [item('a', 8)]).ready).toEqual([item(null, 7), item('a', 8)]);
  });

  test('sources in time come out whole, in one order, however their deliveries interleave', () => {
    const streams = fc.array(fc.uniqueArray(fc.nat(50), { maxLength: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(streams, fc.infiniteStream(fc.nat()), (times, picks) => {
        const queues = times.map((ts, i) => ts.toSorted((a, b) => a - b).map((t) => item(`s${i}`, t)));
        const expected = queues.flat().sort((a, b) => a.time - b.time || rule().tie(a, b));
        let ordering = createOrdering<Item>(queues.map((_, i) => `s${i}`));
        const out: Item[] = [];
        const take = (step: { ordering: typeof ordering; ready: readonly Item[] }) => {
          ordering = step.ordering;
          out.push(...step.ready);
        };
        const open = queues.map((queue, i) => ({ queue: [...queue], source: `s${i}` }));
        while (open.length > 0) {
          const at = (picks.next().value as number) % open.length;
          const { queue, source } = open[at]!;
          const next = queue.shift();
          if (next) take(putInOrder(ordering, rule(), [next]));
          else {
            open.splice(at, 1);
            take(endSource(ordering, rule(), source));
          }
        }
        take(endOrdering(ordering));
        expect(out).toEqual(expected);
        expect(ordering.late).toBe(0);
      }),
    );
  });
});
