import { type Naming, nameOf } from '#core/fusion/naming.ts';
import type { Shopper } from '#core/fusion/shopper.ts';

/**
 * Shoppers by the names that people gave them. Of two who are one person the newest seen says where they are: nobody is at
 * two places.
 */
export function nameShoppers(shoppers: readonly Shopper[], naming: Naming, time: number): readonly Shopper[] {
  if (naming.length === 0) return shoppers;
  const named = new Map<string, Shopper>();
  for (const shopper of shoppers) {
    const id = nameOf(naming, shopper.id, time);
    const known = named.get(id);
    named.set(id, known === undefined ? { ...shopper, id } : one(known, { ...shopper, id }));
  }
  return [...named.values()];
}

function one(a: Shopper, b: Shopper): Shopper {
  const [newest, older] = b.lastSeen > a.lastSeen ? [b, a] : [a, b];
  return {
    ...newest,
    firstSeen: a.firstSeen < b.firstSeen ? a.firstSeen : b.firstSeen,
    tracks: { ...older.tracks, ...newest.tracks },
  };
}
