import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OrtFiles } from '#engines/ort.ts';

const dist = fileURLToPath(new URL('../../node_modules/onnxruntime-web/dist/', import.meta.url));
const file = (name: string) => pathToFileURL(dist + name).href;

/** The runtime's CPU files as Node finds them. */
export const ortFilesOfNode: OrtFiles = {
  mjs: file('ort-wasm-simd-threaded.mjs'),
  wasm: file('ort-wasm-simd-threaded.wasm'),
};
