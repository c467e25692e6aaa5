/** The copying loop in WebAssembly (`copy.as`), in the memory of another program. */
import { COPY_SHARED_WASM, COPY_WASM } from '#engines/kernel/copy-wasm.ts';

/** A plane of numbers of 32 bits; addresses, and distances between neighbours, are in bytes: see `copy.as`. */
export type CopyPlane = (
  source: number,
  fromRow: number,
  fromColumn: number,
  target: number,
  toRow: number,
  toColumn: number,
  rows: number,
  columns: number,
) => void;

/** @param memory - Shared between threads or not. */
export function createCopyPlane(memory: WebAssembly.Memory): CopyPlane {
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  const bytes = Uint8Array.from(atob(isShared ? COPY_SHARED_WASM : COPY_WASM), (char) => char.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return (exports as { copyPlane: CopyPlane }).copyPlane;
}
