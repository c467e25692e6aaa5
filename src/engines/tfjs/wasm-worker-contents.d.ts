declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js' {
  /** The script of a thread. */
  export const wasmWorkerContents: string;
}
