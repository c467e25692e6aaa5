/**
 * Kernels that only move numbers, for the WASM backend, in place of TensorFlow.js's own: its `Slice` copies the whole
 * input out of the heap first, its `StridedSlice` walks an index for every number, its `Concat` makes two objects a row.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import type { KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf, stridesOf } from '#engines/network/constant.ts';
import type { KernelName } from '#engines/network/kernels.ts';
import { copyWithin } from '#engines/tfjs/copy.ts';

type Heap = Pick<BackendWasm, 'makeOutput' | 'getMemoryOffset' | 'wasm'>;

/** What TensorFlow.js hands to the kernels below; each takes its own part. */
interface Given {
  readonly inputs: { readonly x: TensorInfo } & readonly TensorInfo[];
  readonly axis: number;
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly size: readonly number[];
  readonly strides: readonly number[];
}

function kernel(kernelName: KernelName, run: (backend: Heap, given: Given) => TensorInfo): KernelConfig {
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
    run(backend as unknown as Heap, { inputs, ...attrs } as unknown as Given);
  return { kernelName, backendName: 'wasm', kernelFunc };
}

export const wasmSlice = kernel('Slice', (backend, { inputs, begin, size }) =>
  cut(
    backend,
    inputs.x,
    begin,
    size,
    begin.map(() => 1),
  ),
);

export const wasmStridedSlice = kernel('StridedSlice', (backend, { inputs, begin, end, strides }) => {
  const shape = begin.map((from, axis) => Math.ceil((end[axis]! - from) / strides[axis]!));
  return cut(backend, inputs.x, begin, shape, strides);
});

function cut(
  backend: Heap,
  x: TensorInfo,
  begin: readonly number[],
  shape: readonly number[],
  steps: readonly number[],
): TensorInfo {
  const output = backend.makeOutput([...shape], x.dtype);
  const strides = stridesOf(x.shape);
  copyWithin(heapOf(backend), {
    shape,
    from: strides.map((stride, axis) => stride * steps[axis]!),
    fromOffset: offsetOf(backend, x) + strides.reduce((sum, stride, axis) => sum + stride * begin[axis]!, 0),
    to: stridesOf(shape),
    toOffset: offsetOf(backend, output),
  });
  return output;
}

export const wasmConcat = kernel('Concat', (backend, { inputs, axis }) => {
  const first = inputs[0]!;
  const shape = first.shape.with(
    axis,
    inputs.reduce((sum, each) => sum + each.shape[axis]!, 0),
  );
  const output = backend.makeOutput(shape, first.dtype);
  const [heap, rows, to] = [heapOf(backend), sizeOf(shape.slice(0, axis)), offsetOf(backend, output)];
  const width = sizeOf(shape.slice(axis));
  let done = 0;
  for (const input of inputs) {
    const own = sizeOf(input.shape.slice(axis));
    copyWithin(heap, {
      shape: [rows, own],
      from: [own, 1],
      fromOffset: offsetOf(backend, input),
      to: [width, 1],
      toOffset: to + done,
    });
    done += own;
  }
  return output;
});

function heapOf({ wasm }: Heap): Int32Array {
  return new Int32Array((wasm as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8.buffer);
}

function offsetOf(backend: Heap, { dataId }: TensorInfo): number {
  return backend.getMemoryOffset(dataId) / Int32Array.BYTES_PER_ELEMENT;
}
