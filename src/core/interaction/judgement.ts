/** When a changed row is ripe, and what is then said about it. */
import type { ChangedRow } from '#core/interaction/changed-rows.ts';
import { type ChangedPlate, explainRow, unitHypotheses } from '#core/interaction/explanation.ts';
import type { Candidate, Interaction } from '#core/interaction/interaction.ts';
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { ShelfModel } from '#core/interaction/shelf-model.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** What is said about a stretch of plates, whose accounts are settled with it. */
export interface Verdict {
  readonly plates: readonly ChangedPlate[];
  /** `null` when nothing is reported: the shelf bent, or something was pushed along. */
  readonly type: Interaction['type'] | null;
  readonly candidates: readonly Candidate[];
}

export interface Circumstances {
  /** µs */
  readonly now: number;
  /** Largest change on the fixture at this time, g. */
  readonly largest: number;
  /** More plates of the fixture stand at new levels than two hands can move. */
  readonly crowded: boolean;
  /** The session is over: judge what there is. */
  readonly last: boolean;
}

/** Below this share of the lightest unit of the store a residue is not worth a word. */
const RESIDUE = 0.4;
/** From here on it is certain that an item was moved, whichever. */
const CERTAIN = 0.95;
const CANDIDATES = 8;

export function judgeRow(
  row: ChangedRow,
  model: ShelfModel,
  { now, largest, crowded, last }: Circumstances,
  parameters: InteractionParameters,
): readonly Verdict[] {
  const standsFor = last ? Infinity : (now - row.since) / MICROS_PER_SECOND;
  const { settle, hurry, patience } = parameters;
  if (standsFor < settle + (row.restless ? hurry : 0)) return [];
  if (crowded) return standsFor < patience ? [] : [{ plates: row.plates, type: 'touch', candidates: [] }];
  return explainRow(row.plates, largest, parameters).flatMap(({ story, from, to, candidates }): Verdict[] => {
    const plates = row.plates.slice(from, to);
    const grams = plates.reduce((sum, plate) => sum + plate.grams, 0);
    switch (story) {
      case 'moved': {
        // A hand resting on the shelf looks like a return, half of a slow lift like a doubtful take: both pass.
        const certain = candidates.reduce((sum, { probability }) => sum + probability, 0) >= CERTAIN;
        if (standsFor < settle + (grams < 0 && certain ? 0 : hurry)) return [];
        return [{ plates, type: grams < 0 ? 'take' : 'return', candidates }];
      }
      case 'still': // So does the beginning of a slow lift.
        return standsFor < settle + hurry ? [] : [{ plates, type: null, candidates: [] }];
      case 'unknown': // A hand on a pack, or half a lift: the next level may explain it.
        return standsFor < patience ? [] : [unexplained(plates, grams, model, parameters)];
    }
  });
}

/** What nothing of this shelf explains: an item from elsewhere put down here, or something we cannot name. */
function unexplained(
  plates: readonly ChangedPlate[],
  grams: number,
  model: ShelfModel,
  parameters: InteractionParameters,
): Verdict {
  const lightest = model.skus.reduce((least, { unitWeight }) => Math.min(least, unitWeight), Infinity);
  const strangers = grams > 0 ? anySku(plates, grams, model, parameters) : [];
  if (strangers.length > 0) return { plates, type: 'return', candidates: strangers };
  return { plates, type: Math.abs(grams) < RESIDUE * lightest ? null : 'touch', candidates: [] };
}

function anySku(
  plates: readonly ChangedPlate[],
  grams: number,
  model: ShelfModel,
  parameters: InteractionParameters,
): readonly Candidate[] {
  const sigma = Math.sqrt(plates.reduce((sum, plate) => sum + plate.sigma ** 2 + parameters.sensorSigma ** 2, 0));
  const prior = model.skus.map((sku) => ({ sku, share: 1 / model.skus.length }));
  const likelihoods = unitHypotheses(prior, grams, sigma, parameters).map((h) => ({ ...h, p: Math.exp(h.score) }));
  /** Density of a weight that is no multiple of anything we sell, per gram. */
  const somethingElse = 1e-6;
  const all = likelihoods.reduce((sum, { p }) => sum + p, somethingElse);
  return likelihoods
    .map(({ gtin, quantity, p }) => ({ gtin, quantity, probability: p / all }))
    .filter(({ probability }) => probability > 0.001)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, CANDIDATES);
}
