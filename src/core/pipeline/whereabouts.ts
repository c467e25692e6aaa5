import type { Merger } from '#core/fusion/merge.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import { type ShopperPath, WHEREABOUTS_SECONDS, type Whereabouts } from '#core/interaction/whereabouts.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

/** Nobody moves far in less, and a busy shop sends a hundred sightings a second. */
const EVERY = MICROS_PER_SECOND / 10;

/**
 * Notes where everybody is at `time` and forgets what is too old. Who is unseen for a moment is noted where they are
 * expected; the lost and the tentative are not.
 */
export function noteWhereabouts(whereabouts: Whereabouts, shoppers: readonly Shopper[], time: Micros): Whereabouts {
  const oldest = time - WHEREABOUTS_SECONDS * MICROS_PER_SECOND;
  const followed = shoppers.filter(({ state }) => state === 'confirmed');
  const fresh = followed.filter(({ id }) => !whereabouts.some(({ shopper }) => shopper === id));
  const paths = [...whereabouts, ...fresh.map(({ id }): ShopperPath => ({ shopper: id, path: [] }))];
  return paths
    .map((entry) => {
      const shopper = followed.find(({ id }) => id === entry.shopper);
      return shopper === undefined ? entry : extend(entry, shopper, time);
    })
    .map((entry) => (entry.path[0]!.time >= oldest ? entry : forget(entry, oldest)))
    .filter(({ path }) => path.length > 0);
}

function extend(entry: ShopperPath, { at, cov, hands }: Shopper, time: Micros): ShopperPath {
  const last = entry.path.at(-1);
  if (last !== undefined && time - last.time < EVERY) return entry;
  return { ...entry, path: [...entry.path, { time, at, cov, hands }] };
}

/**
 * The way of who was counted twice is the survivor's as well: what is reported from now on was done by nobody else, and
 * the younger has no receipt that it could be on.
 */
export function foldMerged(whereabouts: Whereabouts, merged: readonly Merger[]): Whereabouts {
  return merged.reduce((all, { shopper, into }) => {
    const younger = all.find((entry) => entry.shopper === shopper);
    if (younger === undefined) return all;
    const older = all.find((entry) => entry.shopper === into);
    const path = [...(older?.path ?? []), ...younger.path].sort((a, b) => a.time - b.time);
    const both: ShopperPath = { shopper: into, path };
    return all.flatMap((entry) => (entry === (older ?? younger) ? [both] : entry === younger ? [] : [entry]));
  }, whereabouts);
}

const forget = (entry: ShopperPath, oldest: number): ShopperPath => ({
  ...entry,
  path: entry.path.filter(({ time }) => time >= oldest),
});
