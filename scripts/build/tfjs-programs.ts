/**
 * TensorFlow.js's WASM program and the script that starts it in threads, as the page fetches them: of the program what
 * our kernels call, and the script once for the worker and its threads.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { wasmPrograms } from '#engines/tfjs/wasm-programs.ts';
import { root } from './fresh.mjs';
import { shakeWasm } from './shake-wasm.ts';

const PROGRAM = /^@tensorflow\/tfjs-backend-wasm\/wasm-out\/[\w-]+\.wasm(?=\?url$)/u;
const SCRIPT = /^@tensorflow\/tfjs-backend-wasm\/wasm-out\/[\w-]+\.js(?=\?url$)/u;
const require = createRequire(import.meta.url);

export function tfjsPrograms(): Plugin {
  return {
    name: 'openaisle-tfjs-programs',
    enforce: 'pre',
    resolveId(source) {
      const [program] = PROGRAM.exec(source) ?? [];
      if (program !== undefined) return `${kept(program, withoutUnused)}?url`;
      const [script] = SCRIPT.exec(source) ?? [];
      return script === undefined ? null : `${kept(script, forModulesToo)}?url`;
    },
  };
}

/** Names of kernels begin with a capital; the others are the program's own household. */
export function withoutUnused(program: Uint8Array): Uint8Array<ArrayBuffer> {
  return shakeWasm(program, (name) => !/^_?[A-Z]/u.test(name) || wasmPrograms.includes(name));
}

/** A module keeps its variables to itself; threads load it as a script, which does not. */
function forModulesToo(script: Uint8Array): Uint8Array {
  return Buffer.concat([
    script,
    Buffer.from(`\nself.WasmBackendModuleThreadedSimd = WasmBackendModuleThreadedSimd;\n`),
  ]);
}

/** The changed file, kept beside other things that are made anew when they are missing. */
function kept(source: string, change: (bytes: Uint8Array) => Uint8Array): string {
  const changed = change(readFileSync(require.resolve(source)));
  const folder = join(root, '.cache/tfjs', createHash('sha256').update(changed).digest('hex').slice(0, 16));
  const file = join(folder, basename(source));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, changed);
  return file;
}
