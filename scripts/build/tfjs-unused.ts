/**
 * What TensorFlow.js brings along by itself, so that no bundler leaves it out, and a network that only runs never asks for:
 * optimisers, ways to save models, and both ways to start its WASM program, of which `engines/tfjs/open-wasm.ts` fetches one.
 */
import type { Plugin } from 'vite';

const REGISTERS: readonly { readonly file: RegExp; readonly unused: RegExp }[] = [
  {
    file: /@tensorflow\/tfjs-core\/dist\/index\.js$/u,
    unused: /^import \{ registerOptimizers \}.*$|^registerOptimizers\(\);$/gmu,
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/io\/io\.js$/u,
    unused: /^import '\.\/(?:indexed_db|local_storage)';$/gmu,
  },
  {
    file: /@tensorflow\/tfjs-backend-wasm\/dist\/backend_wasm\.js$/u,
    unused: /^import .* from '\.\.\/wasm-out\/.*';$/gmu,
  },
];

export function tfjsUnused(): Plugin {
  return {
    name: 'openaisle-tfjs-unused',
    apply: 'build',
    transform(code, id) {
      const found = REGISTERS.find(({ file }) => file.test(id));
      if (found === undefined) return null;
      const left = code.replace(found.unused, '');
      if (left === code) throw new Error(`${id} is not written as it was: see scripts/build/tfjs-unused.ts`);
      return { code: left, map: null };
    },
  };
}
