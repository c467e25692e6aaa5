/**
 * Kernels that only move numbers, for the WASM backend, in place of TensorFlow.js's own: its `Slice` copies the whole
 * input out of the heap first, its `StridedSlice` walks an index for every number, its `Concat` makes two objects a row.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { HeapLoops } from '#engines/kernel/heap.ts';
import { sizeOf, stridesOf } from '#engines/network/constant.ts';
import { copyBox } from '#engines/tfjs/copy.ts';

type Heap = Pick<BackendWasm, 'makeOutput' | 'getMemoryOffset'>;

/** What TensorFlow.js hands to the kernels below; each takes its own part. */
interface Given {
  readonly inputs: { readonly x: TensorInfo } & readonly TensorInfo[];
  readonly axis: number;
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
  /** Of each input, from and up to. */
  readonly columns: readonly (readonly [number, number])[];
}

type CopyKernelName = 'Concat' | 'JoinColumns' | 'Slice' | 'StridedSlice';

/** @param loops - In the backend's memory. */
export function wasmCopyKernels(loops: HeapLoops): Readonly<Record<CopyKernelName, KernelConfig>> {
  return {
    Concat: kernel('Concat', (heap, { inputs, axis }) => {
      const shape = inputs[0]!.shape.with(
        axis,
        inputs.reduce((sum, each) => sum + each.shape[axis]!, 0),
      );
      const pieces = inputs.map((input): Piece => ({ input, from: 0, width: sizeOf(input.shape.slice(axis)) }));
      return beside(heap, pieces, shape, sizeOf(shape.slice(0, axis)));
    }),
    JoinColumns: kernel('JoinColumns', (heap, { inputs, columns }) => {
      const rows = inputs[0]!.shape[0]!;
      const pieces = columns.map(([from, to], i): Piece => ({ input: inputs[i]!, from, width: to - from }));
      return beside(heap, pieces, [rows, pieces.reduce((sum, { width }) => sum + width, 0)], rows);
    }),
    Slice: kernel('Slice', (heap, { inputs, begin, size }) => cut(heap, inputs.x, begin, size)),
    StridedSlice: kernel('StridedSlice', (heap, { inputs, begin, end, strides }) => {
      const shape = begin.map((from, axis) => Math.ceil((end[axis]! - from) / strides[axis]!));
      return cut(heap, inputs.x, begin, shape, strides);
    }),
  };

  function cut(
    heap: Heap,
    x: TensorInfo,
    begin: readonly number[],
    shape: readonly number[],
    steps?: readonly number[],
  ): TensorInfo {
    const output = heap.makeOutput([...shape], x.dtype);
    const strides = stridesOf(x.shape);
    copyBox(loops, {
      shape,
      from: strides.map((stride, axis) => stride * (steps?.[axis] ?? 1)),
      fromAddress: addressOf(
        heap,
        x,
        strides.reduce((sum, stride, axis) => sum + stride * begin[axis]!, 0),
      ),
      to: stridesOf(shape),
      toAddress: addressOf(heap, output, 0),
    });
    return output;
  }

  function beside(heap: Heap, pieces: readonly Piece[], shape: number[], rows: number): TensorInfo {
    const output = heap.makeOutput(shape, pieces[0]!.input.dtype);
    const width = sizeOf(shape) / rows;
    let done = 0;
    for (const { input, from, width: own } of pieces) {
      copyBox(loops, {
        shape: [rows, own],
        from: [sizeOf(input.shape) / rows, 1],
        fromAddress: addressOf(heap, input, from),
        to: [width, 1],
        toAddress: addressOf(heap, output, done),
      });
      done += own;
    }
    return output;
  }
}

/** Columns of a matrix. */
interface Piece {
  readonly input: TensorInfo;
  readonly from: number;
  readonly width: number;
}

function kernel(kernelName: CopyKernelName, run: (heap: Heap, given: Given) => TensorInfo): KernelConfig {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
    run(backend as unknown as Heap, { inputs, ...attrs } as unknown as Given);
  return { kernelName, backendName: 'wasm', kernelFunc };
}

/** In bytes, of the `at`-th number. */
function addressOf(heap: Heap, { dataId }: TensorInfo, at: number): number {
  return heap.getMemoryOffset(dataId) + at * Float32Array.BYTES_PER_ELEMENT;
}
