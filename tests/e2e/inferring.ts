/** `cli infer` beside what onnxruntime said of the same pictures: `golden.json` of the test data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { data } from '../support/data.ts';
import { runCli } from '../support/run-cli.ts';

export interface GoldenCase {
  readonly model: string;
  readonly input_png: string;
  readonly outputs: readonly { readonly name: string; readonly shape: readonly number[]; readonly file: string }[];
}

const golden = data('models/golden/golden.json');

/** Nothing when the models are not in the data folder. */
export const goldenCases: readonly GoldenCase[] =
  golden === null ? [] : (JSON.parse(readFileSync(golden, 'utf8')) as { cases: readonly GoldenCase[] }).cases;

/** The first picture of a model; there are two of each. */
export function goldenCase(model: string): GoldenCase {
  return goldenCases.find((each) => each.model === model)!;
}

/**
 * Every output has the golden one's name and shape, and differs by at most `tolerance` of its largest value.
 *
 * @param out - A folder that is not there yet.
 */
export async function expectGolden(
  { model, input_png, outputs }: GoldenCase,
  [engine, backend]: readonly [engine: string, backend: string],
  tolerance: number,
  out: string,
): Promise<void> {
  const given = ['--model', data(`models/${model}`)!, '--input', data(`models/golden/${input_png}`)!];
  const run = await runCli(['infer', ...given, '--engine', engine, '--backend', backend, '--out', out]);
  expect(run).toMatchObject({ status: 0, stdout: '' });
  const written = JSON.parse(readFileSync(join(out, 'outputs.json'), 'utf8')) as { name: string; shape: number[] }[];
  const byName = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name).toSorted();
  expect(byName(written)).toEqual(byName(outputs));
  for (const { name, shape, file } of outputs) {
    expect(written.find((each) => each.name === name)!.shape).toEqual(shape);
    const wanted = floats(data(`models/golden/${file}`)!);
    const found = floats(join(out, `${name}.f32`));
    expect(found.length).toBe(wanted.length);
    const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!)), 0);
    expect(worst / largest, `${model} ${name} on ${engine} ${backend}`).toBeLessThanOrEqual(tolerance);
  }
}

function floats(path: string): Float32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
