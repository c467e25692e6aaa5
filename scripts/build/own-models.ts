/** Puts the models that OpenAisle makes itself into the build, with their cards, at the paths that the catalogue gives. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { readCatalogue } from './model-catalogue.ts';

const root = new URL('../../', import.meta.url);

export function ownModels(): Plugin {
  return {
    name: 'openaisle-own-models',
    apply: 'build',
    generateBundle() {
      const addresses = readCatalogue().models.flatMap(({ source, files }) => [source, ...files.map(({ url }) => url)]);
      for (const fileName of new Set(addresses.filter((address) => !address.startsWith('https:')))) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(fileURLToPath(new URL(fileName, root))) });
      }
    },
  };
}
