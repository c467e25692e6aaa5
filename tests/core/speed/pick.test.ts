import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contender } from '#core/speed/contender.ts';
import { pick, regret } from '#core/speed/pick.ts';
import type { MeasuredRow, SpeedRow } from '#core/speed/row.ts';

const alone = { cameras: 1 };
const four = { cameras: 4 };

function contender(engine: string, batch = 1, size = 416): Contender {
  const [runtime, backend] = engine.split(' ') as [Contender['runtime'], Contender['backend']];
  return { runtime, backend, batch, input: { width: size, height: size } };
}

function measured(engine: string, medianMs: number, { batch = 1, size = 416, ready = 100 } = {}): MeasuredRow {
  const figures = { medianMs, p95Ms: medianMs, minMs: medianMs, firstMs: ready, openMs: 0, runs: 9 };
  return { contender: contender(engine, batch, size), figures };
}

test('the fastest runs the model, and it is said how much faster it is than another engine', () => {
  const rows = [measured('tfjs wasm', 20), measured('ort wasm', 30), measured('tfjs webgpu', 80)];
  expect(pick(rows, alone)).toEqual({
    contender: contender('tfjs wasm'),
    why: { kind: 'fastest', next: contender('ort wasm'), times: 1.5 },
  });
});

test('of two that are as fast, the one that is ready sooner runs it', () => {
  const rows = [measured('ort wasm', 20, { ready: 800 }), measured('tfjs wasm', 20.9, { ready: 200 })];
  expect(pick(rows, alone)).toEqual({
    contender: contender('tfjs wasm'),
    why: { kind: 'starts-sooner', fastest: contender('ort wasm') },
  });
});

test('a batch is taken where it pays, and only when there are as many cameras', () => {
  const rows = [measured('tfjs webgpu', 16), measured('tfjs webgpu', 26, { batch: 4 }), measured('tfjs wasm', 30)];
  expect(pick(rows, four)?.contender.batch).toBe(4);
  expect(pick(rows, { cameras: 3 })?.contender.batch).toBe(1);
});

test('a batch that gains nothing is not taken: frames would wait for one another for nothing', () => {
  const rows = [measured('tfjs webgpu', 16), measured('tfjs webgpu', 62, { batch: 4 })];
  expect(pick(rows, four)).toEqual({
    contender: contender('tfjs webgpu'),
    why: { kind: 'fewer-at-once', fastest: contender('tfjs webgpu', 4) },
  });
});

test('a smaller picture is not chosen for being faster: it shows less', () => {
  const rows = [measured('tfjs wasm', 30), measured('tfjs wasm', 12, { size: 256 })];
  expect(pick(rows, alone)).toEqual({ contender: contender('tfjs wasm'), why: { kind: 'only' } });
});

test('who could not run it is no candidate; where nobody could, there is no pick', () => {
  const refusal = { kind: 'cannot', details: 'operator Loop is missing' } as const;
  const refused: SpeedRow = { contender: contender('tfjs wasm'), refusal };
  expect(pick([refused, measured('ort wasm', 90)], alone)?.why).toEqual({ kind: 'only' });
  expect(pick([refused], alone)).toBeNull();
  expect(pick([], alone)).toBeNull();
});

test('without graphics the fastest on the processor runs it', () => {
  const rows = [measured('tfjs webgpu', 5), measured('ort wasm', 30), measured('tfjs wasm', 20)];
  expect(pick(rows, { cameras: 1, processorOnly: true })?.contender).toEqual(contender('tfjs wasm'));
});

test('whatever was measured, the pick is at most a twentieth slower than the best of the table', () => {
  const row = fc
    .record({
      engine: fc.constantFrom('tfjs wasm', 'ort wasm', 'tfjs webgpu', 'ort webgpu'),
      median: fc.double({ min: 0.1, max: 1000, noNaN: true }),
      batch: fc.constantFrom(1, 2, 4),
      ready: fc.double({ min: 0, max: 9000, noNaN: true }),
    })
    .map(({ engine, median, batch, ready }) => measured(engine, median, { batch, ready }));
  const rows = fc.uniqueArray(row, { minLength: 1, selector: ({ contender }) => JSON.stringify(contender) });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), (all, cameras) => {
      const picked = pick(all, { cameras });
      if (picked === null) return all.every(({ contender: { batch } }) => batch > cameras);
      return regret(all, { cameras }, picked.contender) <= 1.05;
    }),
  );
});
