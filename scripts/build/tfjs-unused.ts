/**
 * What TensorFlow.js brings along by itself, so that no bundler leaves it out, and a network that only runs never asks for:
 * optimisers, ways to save models, and both ways to start its WASM program, of which `engines/tfjs/open-wasm.ts` fetches one.
 */
import type { Plugin } from 'vite';

const REGISTERS: readonly { readonly file: RegExp; readonly unused: RegExp; readonly instead: string }[] = [
  {
    file: /@tensorflow\/tfjs-core\/dist\/index\.js$/u,
    unused: /^import \{ registerOptimizers \}.*$|^registerOptimizers\(\);$/gmu,
    instead: '',
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/io\/io\.js$/u,
    unused: /^import '\.\/(?:indexed_db|local_storage)';$/gmu,
    instead: '',
  },
  {
    file: /@tensorflow\/tfjs-backend-wasm\/dist\/backend_wasm\.js$/u,
    unused: /^import \* as (\w+) from '\.\.\/wasm-out\/.*';$/gmu,
    instead: 'const $1 = {};',
  },
];

export function tfjsUnused(): Plugin {
  return {
    name: 'openaisle-tfjs-unused',
    transform(code, id) {
      const found = REGISTERS.find(({ file }) => file.test(id));
      if (found === undefined) return null;
      const left = code.replace(found.unused, found.instead);
      if (left === code) throw new Error(`${id} is not written as it was: see scripts/build/tfjs-unused.ts`);
      return { code: left, map: null };
    },
  };
}
