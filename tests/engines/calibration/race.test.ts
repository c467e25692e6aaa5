import { expect, test } from 'vitest';
import type { Contender } from '#core/speed/contender.ts';
import { type MeasuredRow, type RefusedRow, isMeasured } from '#core/speed/row.ts';
import { type Entrant, race } from '#engines/calibration/race.ts';

/** A machine on which things take as long as is said, by a clock that only they move. */
function machine() {
  let now = 0;
  const log: string[] = [];
  let open = 0;
  const entrant = (
    name: string,
    took: {
      opening?: number;
      first?: number;
      call: number | ((call: number) => number);
      width?: number;
      aside?: boolean;
    },
  ): Entrant => ({
    chosenAmong: took.aside !== true,
    contender: { ...contender, batch: 1, input: { width: took.width ?? 416, height: 416 } },
    open: async () => {
      now += took.opening ?? 0;
      open++;
      let calls = 0;
      return {
        run: async () => {
          now += calls === 0 ? (took.first ?? 0) : typeof took.call === 'number' ? took.call : took.call(calls);
          calls++;
          log.push(name);
        },
        [Symbol.dispose]: () => {
          open--;
        },
      };
    },
  });
  const run = (entrants: readonly Entrant[], budgetMs = 3000, mostRounds = 50) =>
    race(entrants, { budgetMs, mostRounds, hopeless: 3, now: () => now, tell: () => undefined });
  return { entrant, run, log, time: () => now, open: () => open };
}

const contender: Contender = { runtime: 'tfjs', backend: 'wasm', batch: 1, input: { width: 1, height: 1 } };
const figures = (row: unknown) => (row as MeasuredRow).figures;
const refusal = (row: unknown) => (row as RefusedRow).refusal;

test('the first call and those that warm up count for themselves, not for the median', async () => {
  const { entrant, run } = machine();
  const [row] = await run([entrant('a', { opening: 40, first: 400, call: (call) => (call < 3 ? 15 : 10) })]);
  expect(figures(row)).toMatchObject({ openMs: 40, firstMs: 400, medianMs: 10, p95Ms: 10, minMs: 10 });
});

test('contenders take turns of several calls, and another one begins each round', async () => {
  const { entrant, run, log } = machine();
  await run([entrant('a', { call: 10 }), entrant('bb', { call: 30 })], 3000, 3);
  const [a, b] = [Array.from({ length: 6 }, () => 'a'), ['bb', 'bb', 'bb']];
  expect(log.slice(6)).toEqual([...a, ...b, ...b, ...a, ...a, ...b]);
});

test('what a call takes longer because of who came before counts for nobody', async () => {
  const { entrant, run, log } = machine();
  // The threads of the second one go on waiting for work.
  const after = (own: number, held: number) => () => own + (log.at(-1) === 'bb' ? held : 0);
  const rows = await run([entrant('a', { call: after(7, 8) }), entrant('bb', { call: 10 })]);
  expect(rows.map((row) => figures(row).medianMs)).toEqual([7, 10]);
});

test('whoever is not chosen among has three rounds, and the others the rest', async () => {
  const { entrant, run } = machine();
  const rows = await run([entrant('a', { call: 60 }), entrant('bb', { call: 60, aside: true })], 3000, 20);
  expect(rows.map((row) => figures(row).runs)).toEqual([20, 3]);
});

test('a machine that slows down in the middle slows all of them alike', async () => {
  const { entrant, run } = machine();
  const load = (call: number, own: number) => own * (call > 10 ? 3 : 1);
  const rows = await run(
    [entrant('a', { call: (call) => load(call, 10) }), entrant('bb', { call: (call) => load(call, 20) })],
    3000,
    30,
  );
  const [a, b] = rows.map((row) => figures(row).medianMs);
  expect(b! / a!).toBe(2);
});

test('whoever is hopeless after one call is dropped, whether it came before the best one or after', async () => {
  const { entrant, run, log } = machine();
  const rows = await run([entrant('a', { call: 200 }), entrant('bb', { call: 10 }), entrant('ccc', { call: 31 })]);
  expect(rows.map(isMeasured)).toEqual([false, true, false]);
  expect(refusal(rows[2])).toEqual({
    kind: 'too-slow',
    details: '31.0 ms a frame after warming up, the best 10.0 ms',
  });
  expect(log.filter((name) => name !== 'bb')).toEqual(['a', 'a', 'a', 'ccc', 'ccc', 'ccc']);
});

test('a smaller picture is looked at sooner, and that makes nobody hopeless who looks at the larger', async () => {
  const { entrant, run } = machine();
  const rows = await run([
    entrant('at 416', { call: 100 }),
    entrant('slower at 416', { call: 290 }),
    entrant('at 128', { call: 10, width: 128 }),
  ]);
  expect(rows.map(isMeasured)).toEqual([true, true, true]);
});

test('it keeps its budget, whatever the number of contenders', async () => {
  const { entrant, run, time } = machine();
  const rows = await run([1, 2, 3, 4, 5, 6].map((n) => entrant('x'.repeat(n), { opening: 500, first: 100, call: 40 })));
  expect(time()).toBeLessThan(3300);
  expect(rows.filter(isMeasured).length).toBe(3);
  expect(refusal(rows[5])).toMatchObject({ kind: 'no-time' });
});

test('on a machine where everything is slow there are three rounds all the same', async () => {
  const { entrant, run } = machine();
  const rows = await run([entrant('a', { call: 4000 }), entrant('bb', { call: 5000 })]);
  expect(figures(rows[0])).toMatchObject({ runs: 3, medianMs: 4000 });
  // The first one ate the time of the second.
  expect(refusal(rows[1])).toMatchObject({ kind: 'no-time' });
});

test('who cannot run it stands in the table with the reason, and the others are measured', async () => {
  const { entrant, run, open } = machine();
  const good = entrant('bb', { call: 10 });
  const unopened: Entrant = {
    contender,
    chosenAmong: true,
    open: () => Promise.reject(new Error('operator Loop is missing')),
  };
  const failing: Entrant = {
    contender,
    chosenAmong: true,
    open: async () => ({ ...(await good.open()), run: () => Promise.reject(new Error('out of memory')) }),
  };
  const dying = entrant('dying', {
    call: (call) => {
      if (call > 5) throw new Error('the device was lost');
      return 12;
    },
  });
  const rows = await run([unopened, good, failing, dying]);
  expect(refusal(rows[3])).toEqual({ kind: 'cannot', details: 'the device was lost' });
  expect(refusal(rows[0])).toEqual({ kind: 'cannot', details: 'operator Loop is missing' });
  expect(refusal(rows[2])).toEqual({ kind: 'cannot', details: 'out of memory' });
  expect(figures(rows[1]).medianMs).toBe(10);
  expect(open()).toBe(0);
});
