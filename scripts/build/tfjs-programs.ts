/**
 * TensorFlow.js's WASM program and the script that starts it in threads, as the page fetches them: of the program what
 * our kernels call, and the script once for the worker and its threads, without what only a page or Node would run.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type Plugin, minifySync } from 'vite';
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
      return script === undefined ? null : `${kept(script, withoutOtherRealms)}?url`;
    },
  };
}

/** Names of kernels begin with a capital; the others are the program's own household. */
export function withoutUnused(program: Uint8Array): Uint8Array<ArrayBuffer> {
  return shakeWasm(program, (name) => !/^_?[A-Z]/u.test(name) || wasmPrograms.includes(name));
}

const OTHER_REALMS = /var (ENVIRONMENT_IS_(?:NODE|WEB))=[^;]*;/gu;
const EXPORT =
  /var _([A-Z]\w*)=Module\["_\1"\]=function\(\)\{return\(_\1=Module\["_\1"\]=Module\["asm"\]\["\1"\]\)\.apply\(null,arguments\)\};/gu;

/** Of the script what a worker runs, and of the program's exports those that are left. */
export function withoutOtherRealms(script: Uint8Array): Uint8Array {
  const source = Buffer.from(script).toString();
  for (const pattern of [EXPORT, OTHER_REALMS])
    if (source.search(pattern) === -1)
      throw new Error(
        `TensorFlow.js’s script is not written as it was: ${pattern} is not in it. See scripts/build/tfjs-programs.ts`,
      );
  const left = source
    .replaceAll(EXPORT, (whole, name: string) => (wasmPrograms.includes(name) ? whole : ''))
    .replaceAll(OTHER_REALMS, 'const $1=false;');
  // A module keeps its variables to itself; threads load it as a script, which does not.
  const both = `${left}\nself.WasmBackendModuleThreadedSimd = WasmBackendModuleThreadedSimd;\n`;
  const { code, errors } = minifySync('script.js', both, { module: false });
  if (errors.length > 0) throw new Error(`TensorFlow.js’s script: ${errors[0]!.message}`);
  return Buffer.from(code);
}

/** The changed file, kept beside other things that are made anew when they are missing. */
function kept(source: string, change: (bytes: Uint8Array) => Uint8Array): string {
  const changed = change(readFileSync(require.resolve(source)));
  const folder = join(root, '.cache/tfjs', createHash('sha256').update(changed).digest('hex').slice(0, 16));
  const file = join(folder, basename(source));
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Two that build at the same time never read half of it.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, changed);
  renameSync(written, file);
  return file;
}
