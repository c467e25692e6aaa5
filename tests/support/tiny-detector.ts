/** An ONNX file with the shapes of a YOLOX detector of one class over 32 × 32 px, small enough to be written by a test. */
import { type TinyNode, type TinyWeight, onnxFile } from './onnx-file.ts';

/** As `TensorProto.DataType` numbers them. */
export const [FLOAT32, INT8, INT64, FLOAT16] = [1, 3, 7, 10] as const;

/** Grids of 4 × 4, 2 × 2 and one cell. */
const CELLS = 21;
const FIELDS = 6;
export const NUMBERS = CELLS * FIELDS;

/** All numbers are made by one convolution over the mean colour; with these weights they are 0. */
export const kernel: TinyWeight = zeros('kernel', [NUMBERS, 3, 1, 1]);
export const bias: TinyWeight = zeros('bias', [NUMBERS]);
export const conv: TinyNode = { operator: 'Conv', inputs: ['mean', 'kernel', 'bias'], output: 'numbers' };

/**
 * @param weights - All there are besides the shape of the output.
 * @param middle - From `mean` to `numbers`.
 */
export function tinyDetector(
  weights: readonly TinyWeight[] = [kernel, bias],
  middle: readonly TinyNode[] = [conv],
): Uint8Array<ArrayBuffer> {
  const lengths = BigInt64Array.of(1n, BigInt(CELLS), BigInt(FIELDS));
  return onnxFile({
    nodes: [
      { operator: 'GlobalAveragePool', inputs: ['images'], output: 'mean' },
      ...middle,
      { operator: 'Reshape', inputs: ['numbers', 'shape'], output: 'output' },
    ],
    weights: [...weights, { name: 'shape', shape: [3], type: INT64, raw: new Uint8Array(lengths.buffer) }],
    input: { name: 'images', shape: [1, 3, 32, 32] },
    outputs: [{ name: 'output', shape: [1, CELLS, FIELDS] }],
  });
}

function zeros(name: string, shape: readonly number[]): TinyWeight {
  const length = shape.reduce((product, each) => product * each, 1);
  return { name, shape, type: FLOAT32, raw: new Uint8Array(4 * length) };
}
