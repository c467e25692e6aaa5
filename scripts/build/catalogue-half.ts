/**
 * The catalogue of models as it is fetched: whoever offers models need not know how they are run, and whoever runs them need
 * not know where they come from. It is checked here, so that neither need check it.
 */
import type { Plugin } from 'vite';
import { detectorCard, embedderCard, identity } from '#engines/catalogue-schema.ts';
import { offerEntries } from '#storage/offer-schema.ts';
import { readCatalogue } from './model-catalogue.ts';

const HALVES = {
  cards: Object.keys({ ...identity, ...detectorCard, ...embedderCard }),
  offers: Object.keys(offerEntries),
} as const;

export function catalogueHalf(half: keyof typeof HALVES): Plugin {
  return {
    name: 'openaisle-catalogue-half',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      if (!/\/models\/catalogue\.json$/u.test(id)) return null;
      const { labels, models } = readCatalogue();
      const kept = models.map((model) => pick(model, HALVES[half]));
      return JSON.stringify({ ...(half === 'cards' ? { labels } : {}), models: kept });
    },
  };
}

const pick = (model: object, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(model).filter(([key]) => keys.includes(key)));
