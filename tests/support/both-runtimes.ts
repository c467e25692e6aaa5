/** The importer against a runtime that others wrote: one file, one input, two answers. */
import { engines } from '#engines/engines.ts';
import type { Engine } from '#engines/engine.ts';
import { type OnnxGraph, writeOnnx } from './onnx-writer.ts';
import { runtimeFilesOfNode } from './runtime-files.ts';

const options = { fileName: 'case.onnx', backend: 'wasm', threads: 1, files: runtimeFilesOfNode } as const;

function openOn(runtime: 'tfjs' | 'ort', graph: OnnxGraph): Promise<Engine> {
  return engines[runtime](writeOnnx(graph), options);
}

/**
 * @returns How far the two are apart at most, in parts of the largest number (of 1 when all are smaller), over all
 *   outputs; infinite when they differ in length or in what is no number.
 */
export async function apart(graph: OnnxGraph, input: Float32Array): Promise<number> {
  using ours = await openOn('tfjs', graph);
  using theirs = await openOn('ort', graph);
  const [a, b] = [await ours.run(input), await theirs.run(input)];
  const differences = ours.outputs.map(({ name }, i) => {
    const other = b[theirs.outputs.findIndex((output) => output.name === name)]!;
    return a[i]!.length === other.length ? worst(a[i]!, other) : Infinity;
  });
  return Math.max(...differences);
}

function worst(a: Float32Array, b: Float32Array): number {
  let [most, largest] = [0, 1];
  for (const [i, value] of b.entries()) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
    if (!Object.is(a[i], value)) most = Math.max(most, Number.isFinite(value) ? Math.abs(a[i]! - value) : Infinity);
  }
  return most / largest;
}
