/**
 * What TensorFlow.js brings along by itself, so that no bundler leaves it out, and a network that only runs never asks for:
 * optimisers and gradients, ways to save models and to print tensors, Node, and both ways to start its WASM program, of
 * which `engines/tfjs/open-wasm.ts` fetches one.
 */
import type { Plugin } from 'vite';
import { type Rewrite, rewrite } from './rewrite.ts';

const UNUSED: readonly Rewrite[] = [
  {
    file: /@tensorflow\/tfjs-core\/dist\/index\.js$/u,
    changes: [[/^import \{ registerOptimizers \}.*$|^registerOptimizers\(\);$/gmu, '']],
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/base_side_effects\.js$/u,
    changes: [[/^import '\.\/platforms\/platform_node';$/mu, '']],
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/platforms\/platform_browser\.js$/u,
    changes: [
      [/^import .* from '\.\.\/io\/\w+';$/gmu, ''],
      [/^ +ModelStoreManagerRegistry\.registerManager\(.*\);$/gmu, ''],
    ],
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/io\/io\.js$/u,
    changes: [[/^import '\.\/(?:indexed_db|local_storage)';$/gmu, '']],
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/engine\.js$/u,
    changes: [
      [/^import \{ Profiler \} from '\.\/profiler';$/mu, 'class Profiler {}'],
      [
        /^import \{ (backpropagateGradients), (getFilteredNodesXToY) \} from '\.\/tape';$/mu,
        'const $1 = undefined, $2 = undefined;',
      ],
    ],
  },
  {
    file: /@tensorflow\/tfjs-core\/dist\/tensor\.js$/u,
    changes: [[/^import \{ tensorToString \} from '\.\/tensor_format';$/mu, "const tensorToString = () => 'Tensor';"]],
  },
  {
    file: /@tensorflow\/tfjs-backend-wasm\/dist\/backend_wasm\.js$/u,
    changes: [[/^import \* as (\w+) from '\.\.\/wasm-out\/.*';$/gmu, 'const $1 = {};']],
  },
];

export const tfjsUnused = (): Plugin => rewrite('tfjs-unused', UNUSED);
