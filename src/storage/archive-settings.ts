/** The settings of a session in its archive: every number within the limits of the tables that describe them. */
import * as v from 'valibot';
import { basketTable } from '#core/basket/parameters.ts';
import { fusionTable } from '#core/fusion/parameters.ts';
import { interactionTable } from '#core/interaction/parameters.ts';
import type { Parameter } from '#core/math/parameter.ts';
import { type StoredSettings, checkoutTable, completeSettings } from '#core/pipeline/settings.ts';
import { trackerCardOf, trackerNames } from '#core/tracking/tracker-cards.ts';

type Numbers = Readonly<Record<string, number>>;

const tracking = v.variant(
  'tracker',
  trackerNames.map((name) =>
    v.strictObject({ tracker: v.literal(name), parameters: numbers(trackerCardOf(name).parameters) }),
  ),
);

export const settingsSchema = v.pipe(
  v.strictObject({
    tracking,
    fusion: numbers(fusionTable),
    interaction: numbers(interactionTable),
    basket: numbers(basketTable),
    checkout: numbers(checkoutTable),
  }),
  v.transform((settings) => completeSettings(settings as StoredSettings)),
);

/** Numbers of a table; those it lacks an earlier release did not know. */
function numbers(table: Readonly<Record<string, Parameter>>): v.GenericSchema<unknown, Numbers> {
  const entries = Object.entries(table).map(([name, { min, max }]) => {
    const within = `must lie between ${min} and ${max}`;
    return [name, v.optional(v.pipe(v.number(), v.minValue(min, within), v.maxValue(max, within)))] as const;
  });
  return v.strictObject(Object.fromEntries(entries)) as unknown as v.GenericSchema<unknown, Numbers>;
}
