import { type Parameter, defaultsOf } from '#core/math/parameter.ts';

/** How sure we must be before a basket changes. */
export const basketTable = {
  item: {
    label: 'Item certain enough to be charged',
    unit: 'probability',
    min: 0.1,
    max: 0.99,
    default: 0.5,
    raising: 'Fewer wrong items are charged, more takes are left for a person to decide.',
  },
  shopper: {
    label: 'Shopper certain enough to be charged',
    unit: 'probability',
    min: 0.1,
    max: 0.99,
    default: 0.5,
    raising: 'Fewer items are charged to the wrong shopper, more takes are left for a person to decide.',
  },
  returner: {
    label: 'Shopper near enough to have returned something',
    unit: 'probability',
    min: 0.01,
    max: 0.9,
    default: 0.2,
    raising: 'Only those close by are credited with a return.',
  },
  sigma: {
    label: 'Error of a returned weight',
    unit: 'g',
    min: 1,
    max: 50,
    default: 10,
    raising: 'Returns fit more of the items held; light ones are confused more.',
  },
  spread: {
    label: 'Spread of unit weights',
    unit: 'of the unit weight',
    min: 0.005,
    max: 0.2,
    default: 0.05,
    raising: 'As above, for heavy items.',
  },
} as const satisfies Readonly<Record<string, Parameter>>;

export type BasketParameters = { readonly [Name in keyof typeof basketTable]: number };
export const basketDefaults: BasketParameters = defaultsOf(basketTable);
