/** Loops in WebAssembly (`heap.as`) in the memory of another program. Addresses and distances are in bytes. */
import { HEAP_SHARED_WASM, HEAP_WASM } from '#engines/kernel/heap-wasm.ts';

export interface HeapLoops {
  /** Copies a plane of numbers of 32 bits; the two places must not overlap. */
  copyPlane(
    source: number,
    fromRow: number,
    fromColumn: number,
    target: number,
    toRow: number,
    toColumn: number,
    rows: number,
    columns: number,
  ): void;
  /** Multiplies what is negative among `count` floats by `alpha`, in place. */
  leakyRelu(address: number, count: number, alpha: number): void;
}

/** @param memory - Shared between threads or not. */
export function createHeapLoops(memory: WebAssembly.Memory): HeapLoops {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const bytes = Uint8Array.from(atob(isShared ? HEAP_SHARED_WASM : HEAP_WASM), (char) => char.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as unknown as HeapLoops;
}
