/** The pixel loops in WebAssembly (`resize.as`), each with a memory of its own. */
import { RESIZE_WASM } from '#engines/kernel/resize-wasm.ts';

/** Addresses are bytes in `memory`; what the functions do stands in `resize.as`. */
export interface ResizeKernel {
  readonly memory: WebAssembly.Memory;
  resizeColumns(
    source: number,
    stride: number,
    step: number,
    rows: number,
    target: number,
    blocks: number,
    taps: number,
    windows: number,
    positions: number,
    indices: number,
    weights: number,
  ): void;
  resizeFarColumns(
    source: number,
    stride: number,
    step: number,
    rows: number,
    target: number,
    blocks: number,
    taps: number,
    positions: number,
    weights: number,
  ): void;
  blendLines(source: number, target: number, blocks: number, taps: number, weights: number): void;
  mixColours(lines: number, target: number, blocks: number, rows: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** A kilobyte of code is compiled faster than anyone can wait for it. */
export function createResizeKernel(): ResizeKernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(RESIZE_WASM), (char) => char.charCodeAt(0)));
  return new WebAssembly.Instance(compiled).exports as unknown as ResizeKernel;
}
