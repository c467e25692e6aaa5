/**
 * What a change of weight over neighbouring plates could have been.
 *
 * Three kinds of story compete for every stretch of plates: n units of a SKU were taken or put there; nothing left (it
 * was pushed along, or the shelf bent under a load beside it); something we cannot name. A row of changed plates is cut
 * into the stretches that tell it best, so a pack that stood on the border of two facings stays one and two SKUs
 * lifted at the same moment are two.
 *
 * Source: Bayes' rule with a planogram prior and a weight likelihood, as C. Ruiz et al., *Autonomous Inventory Monitoring
 * through Multi-Modal Sensing (AIM3S) for Cashier-Less Stores*, BuildSys 2019, §4, and the best cutting by dynamic
 * programming, R. Bellman, Commun. ACM 4 (1961) 284.
 */
import type { Candidate } from '#core/interaction/interaction.ts';
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { WeighedSku } from '#core/interaction/shelf-model.ts';

/** One plate of the row, from one end to the other; each touches the next. */
export interface ChangedPlate {
  readonly index: number;
  /** g; negative when something left. */
  readonly grams: number;
  /** Of `grams`, from the plate's own noise, g. */
  readonly sigma: number;
  /** SKUs that may stand here with the share of the plate's weight they claim beforehand; shares sum to 1 or less. */
  readonly prior: readonly { readonly sku: WeighedSku; readonly share: number }[];
  /** When the change began and ended, µs. */
  readonly left: number;
  readonly arrived: number;
}

type Story = 'moved' | 'still' | 'unknown';

export interface Explanation {
  readonly story: Story;
  /** The stretch, as a half-open range of the row. */
  readonly from: number;
  readonly to: number;
  /** For `moved`, most probable first, summing to 1 or less. */
  readonly candidates: readonly Candidate[];
}

/** Units one hand moves at a time, and how often. */
const QUANTITIES = [0.8, 0.12, 0.04, 0.02, 0.01, 0.01] as const;
const STORIES = { moved: 0.6, still: 0.39, unknown: 0.01 } as const;
/** A neighbouring change is another hand's, or another item in the same hand. */
const CUT = 0.3;
/** One thing taken beside another put down, in one moment. */
const EXCHANGE = 0.05;
/** What could lie on a plate or be pushed from one to the next when nothing is known about it, g. */
const WIDTH_OF_THE_UNKNOWN = 5000;
const WIDTH_OF_PUSHES = 400;
const CANDIDATES = 8;

/** @param largest - The largest change on the fixture at this time, which bends its shelves, g. */
export function explainRow(
  row: readonly ChangedPlate[],
  largest: number,
  parameters: InteractionParameters,
): readonly Explanation[] {
  interface Best {
    readonly score: number;
    readonly story: Told | null;
    readonly before: number;
  }
  const best: Best[] = [{ score: 0, story: null, before: -1 }];
  for (let to = 1; to <= row.length; to++) {
    let winner: Best = { score: -Infinity, story: null, before: to - 1 };
    for (let from = to - 1; from >= 0; from--) {
      if (to - from > 1 && apartInTime(row[from]!, row[from + 1]!, parameters)) break;
      const previous = best[from]!;
      for (const story of tellStretch(row, from, to, largest, parameters)) {
        const cut = from === 0 || apartInTime(row[from - 1]!, row[from]!, parameters) ? 0 : Math.log(CUT);
        const exchange = previous.story !== null && story.sign * previous.story.sign < 0 ? Math.log(EXCHANGE) : 0;
        const score = previous.score + story.score + cut + exchange;
        if (score > winner.score) winner = { score, story, before: from };
      }
    }
    best.push(winner);
  }
  const explanations: Explanation[] = [];
  for (let to = row.length; to > 0; to = best[to]!.before) {
    const { story, before } = best[to]!;
    explanations.unshift({ story: story!.story, from: before, to, candidates: story!.candidates });
  }
  return explanations.reduce<readonly Explanation[]>((joined, next) => {
    const whole = joinUnits(joined.at(-1), next, row, largest, parameters);
    return whole === null ? [...joined, next] : [...joined.slice(0, -1), whole];
  }, []);
}

/** Two units of one SKU side by side in one moment are one hand's: told together, or `null` when they are not that. */
function joinUnits(
  a: Explanation | undefined,
  b: Explanation,
  row: readonly ChangedPlate[],
  largest: number,
  parameters: InteractionParameters,
): Explanation | null {
  if (a?.story !== 'moved' || b.story !== 'moved' || a.candidates[0]?.gtin !== b.candidates[0]?.gtin) return null;
  if (apartInTime(row[a.to - 1]!, row[b.from]!, parameters)) return null;
  const whole = tellStretch(row, a.from, b.to, largest, parameters).find(({ story }) => story === 'moved');
  if (whole?.candidates[0]?.gtin !== b.candidates[0]?.gtin) return null;
  return { story: 'moved', from: a.from, to: b.to, candidates: whole!.candidates };
}

/** Whether two neighbouring changes were too long after another to be one hand's. */
function apartInTime(a: ChangedPlate, b: ChangedPlate, parameters: InteractionParameters): boolean {
  return Math.max(a.left, b.left) - Math.min(a.arrived, b.arrived) > parameters.joinGap * 1e6;
}

interface Told {
  readonly story: Story;
  /** Log of prior and likelihood. */
  readonly score: number;
  /** −1 for a take, 1 for a return, 0 otherwise. */
  readonly sign: number;
  readonly candidates: readonly Candidate[];
}

function tellStretch(
  row: readonly ChangedPlate[],
  from: number,
  to: number,
  largest: number,
  parameters: InteractionParameters,
): readonly Told[] {
  const stretch = row.slice(from, to);
  const count = stretch.length;
  const grams = stretch.reduce((sum, plate) => sum + plate.grams, 0);
  const variance = stretch.reduce((sum, { sigma }) => sum + sigma ** 2 + parameters.sensorSigma ** 2, 0);
  const bend = (parameters.crosstalk * largest) ** 2;

  const unknown = Math.log(STORIES.unknown) - count * Math.log(WIDTH_OF_THE_UNKNOWN);
  const still =
    Math.log(STORIES.still) +
    logNormal(grams, Math.sqrt(variance + count * bend)) -
    (count - 1) * Math.log(WIDTH_OF_PUSHES);
  const told: Told[] = [
    { story: 'unknown', score: unknown, sign: 0, candidates: [] },
    { story: 'still', score: still, sign: 0, candidates: [] },
  ];

  const sameWay = stretch.every((plate) => plate.grams * grams > 0 || plate.grams ** 2 < 9 * (variance / count + bend));
  if (!sameWay) return told;
  // A pack on m plates divides its weight among them in any proportion: a uniform density on the simplex.
  const division = logFactorial(count - 1) - (count - 1) * Math.log(Math.abs(grams));
  const hypotheses = unitHypotheses(priorOf(stretch), Math.abs(grams), Math.sqrt(variance), parameters).map((h) => ({
    ...h,
    score: h.score + Math.log(STORIES.moved) + division,
  }));
  if (hypotheses.length === 0) return told;
  const moved = logSum(hypotheses.map(({ score }) => score));
  const all = logSum([moved, unknown, still]);
  const candidates = hypotheses
    .map(({ gtin, quantity, score }) => ({ gtin, quantity, probability: Math.exp(score - all) }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, CANDIDATES);
  return [...told, { story: 'moved', score: moved, sign: Math.sign(grams), candidates }];
}

interface UnitHypothesis {
  readonly gtin: string;
  readonly quantity: number;
  readonly score: number;
}

/**
 * `n` units of each SKU, 1 to 6, with the log of prior and weight likelihood.
 *
 * @param grams - Positive.
 * @param sigma - Of `grams` from the scales alone, g.
 */
export function unitHypotheses(
  prior: readonly { readonly sku: WeighedSku; readonly share: number }[],
  grams: number,
  sigma: number,
  parameters: InteractionParameters,
): readonly UnitHypothesis[] {
  return prior.flatMap(({ sku, share }) =>
    QUANTITIES.map((often, i) => {
      const weight = (i + 1) * sku.unitWeight;
      const spread = Math.sqrt(i + 1) * Math.max(1, parameters.weightSpread * sku.unitWeight);
      const score = Math.log(share * often) + logNormal(grams - weight, Math.hypot(sigma, spread));
      return { gtin: sku.gtin, quantity: i + 1, score };
    }),
  );
}

/** Shares of the plates, weighted by how much of the change each plate saw. */
function priorOf(stretch: readonly ChangedPlate[]): readonly { readonly sku: WeighedSku; readonly share: number }[] {
  const seen = stretch.reduce((sum, { grams }) => sum + Math.abs(grams), 0);
  const shares = new Map<string, { sku: WeighedSku; share: number }>();
  for (const plate of stretch) {
    for (const { sku, share } of plate.prior) {
      const sum = (shares.get(sku.gtin)?.share ?? 0) + (share * Math.abs(plate.grams)) / seen;
      shares.set(sku.gtin, { sku, share: sum });
    }
  }
  return [...shares.values()];
}

function logNormal(distance: number, sigma: number): number {
  return -0.5 * (distance / sigma) ** 2 - Math.log(sigma * Math.sqrt(2 * Math.PI));
}

function logSum(terms: readonly number[]): number {
  const most = Math.max(...terms);
  return most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0));
}

function logFactorial(n: number): number {
  return n <= 1 ? 0 : Math.log(n) + logFactorial(n - 1);
}
