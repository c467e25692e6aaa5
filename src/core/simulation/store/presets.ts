import { CORNER_SHOP } from '#core/simulation/store/corner-shop.ts';

/** Stores a scenario can name instead of describing one. */
export const presets = { 'corner-shop': CORNER_SHOP } as const satisfies Readonly<Record<string, string>>;
