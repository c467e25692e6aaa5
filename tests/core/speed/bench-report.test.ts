import { expect, test } from 'vitest';
import { benchReport } from '#core/speed/bench-report.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasuredRow } from '#core/speed/row.ts';

const machine: Machine = {
  browser: 'Chromium 156.0',
  version: '1.2.3',
  adapter: null,
  softwareGraphics: false,
  cores: 2,
  threads: 2,
  isolated: true,
};

function measured(runtime: 'tfjs' | 'ort', backend: 'wasm' | 'webgpu', batch: number, medianMs: number): MeasuredRow {
  const figures = { medianMs, p95Ms: 2 * medianMs, minMs: medianMs / 2, firstMs: 99, openMs: 1, runs: 9 };
  return { contender: { runtime, backend, batch, input: { width: 320, height: 320 } }, figures };
}

test('engines are compared on the same backend, and a batch with as many single calls', () => {
  const rows = [
    measured('tfjs', 'wasm', 1, 20),
    measured('ort', 'wasm', 1, 25),
    measured('tfjs', 'webgpu', 1, 10),
    measured('tfjs', 'webgpu', 4, 16),
  ];
  const { ratios } = benchReport([{ model: 'nano.onnx', sha256: null, rows }], machine);
  expect(ratios).toEqual({
    'nano.onnx tfjs/ort wasm': { median: 0.8, min: 0.8 },
    'nano.onnx batch 4/4×1 tfjs webgpu': { median: 0.4, min: 0.4 },
  });
});

test('who could not run a model stands there with the reason', () => {
  const contender = measured('ort', 'webgpu', 1, 1).contender;
  const refusal = { kind: 'no-graphics', details: 'no adapter' } as const;
  const report = benchReport([{ model: 'nano.onnx', sha256: null, rows: [{ contender, refusal }] }], machine);
  expect(report.rows).toEqual([]);
  expect(report.refused).toEqual([
    { model: 'nano.onnx', engine: 'ort', backend: 'webgpu', batch: 1, reason: 'no-graphics', details: 'no adapter' },
  ]);
});

test('two models with the same name are told apart by their hashes', () => {
  const rows = [measured('tfjs', 'wasm', 1, 20), measured('ort', 'wasm', 1, 25)];
  const races = ['a', 'b'].map((digit) => ({ model: 'best.onnx', sha256: digit.repeat(64), rows }));
  const report = benchReport([...races, { model: 'nano.onnx', sha256: 'c'.repeat(64), rows }], machine);
  const names = ['best.onnx (aaaaaaaa)', 'best.onnx (bbbbbbbb)', 'nano.onnx'];
  expect([...new Set(report.rows.map(({ model }) => model))]).toEqual(names);
  expect(Object.keys(report.ratios)).toEqual(names.map((name) => `${name} tfjs/ort wasm`));
});
