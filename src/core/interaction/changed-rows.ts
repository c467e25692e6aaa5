import type { ChangedPlate } from '#core/interaction/explanation.ts';
import type { InteractionParameters } from '#core/interaction/parameters.ts';
import type { ScaleShelf, ShelfModel, WeighedSku } from '#core/interaction/shelf-model.ts';
import { CHANGED, MOVING, type PlateLevels, QUIET, levelSigma } from '#core/interaction/weight-steps.ts';

/** Plates of one shelf that touch each other and stand at new levels. */
export interface ChangedRow {
  readonly plates: readonly ChangedPlate[];
  /** All of them have stood since then, µs. */
  readonly since: number;
  /** A plate beside them has no level yet. */
  readonly restless: boolean;
}

/** A neighbour that changed less than is noticed alone may still carry a part of the pack, from this many σ. */
const HINT = 2.5;
const HINT_GRAMS = 3;

export function changedRows(
  model: ShelfModel,
  shelf: ScaleShelf,
  levels: PlateLevels,
  parameters: InteractionParameters,
): readonly ChangedRow[] {
  const rows: ChangedRow[] = [];
  let block: number[] = [];
  for (const index of shelf.plates) {
    if (levels.status[index] !== CHANGED) continue;
    block.push(index);
    const { right } = model.plates[index]!;
    if (right !== null && levels.status[right] === CHANGED) continue;
    rows.push(changedRow(model, block, levels, parameters));
    block = [];
  }
  return rows;
}

function changedRow(
  model: ShelfModel,
  block: readonly number[],
  levels: PlateLevels,
  parameters: InteractionParameters,
): ChangedRow {
  const { left } = model.plates[block[0]!]!;
  const { right } = model.plates[block.at(-1)!]!;
  const beside = (index: number | null, of: number) =>
    index !== null && hints(levels, index, of) ? [changedPlate(model, levels, index, of, parameters)] : [];
  return {
    plates: [
      ...beside(left, block[0]!),
      ...block.map((index) => changedPlate(model, levels, index, index, parameters)),
      ...beside(right, block.at(-1)!),
    ],
    since: Math.max(...block.map((index) => levels.since[index]!)),
    restless: [left, right].some((index) => index !== null && levels.status[index] === MOVING),
  };
}

function hints(levels: PlateLevels, index: number, of: number): boolean {
  const change = levels.level[index]! - levels.account[index]!;
  const sameWay = change * (levels.level[of]! - levels.account[of]!) > 0;
  const least = Math.max(HINT_GRAMS, HINT * levelSigma(levels, index));
  return levels.status[index] === QUIET && sameWay && Math.abs(change) >= least;
}

/** @param of - The plate whose times it shares: itself, or the noticed one it stands beside. */
function changedPlate(
  model: ShelfModel,
  levels: PlateLevels,
  index: number,
  of: number,
  parameters: InteractionParameters,
): ChangedPlate {
  return {
    index,
    grams: levels.level[index]! - levels.account[index]!,
    sigma: levelSigma(levels, index),
    prior: planogramPrior(model, index, parameters),
    left: levels.left[of]!,
    arrived: levels.arrived[of]!,
  };
}

/** Items stand on their own facing, or a little way onto the next. */
function planogramPrior(
  model: ShelfModel,
  index: number,
  { placement }: InteractionParameters,
): readonly { readonly sku: WeighedSku; readonly share: number }[] {
  const { skus, left, right } = model.plates[index]!;
  const shares = (of: readonly WeighedSku[], share: number) => of.map((sku) => ({ sku, share: share / of.length }));
  const strays = (1 - placement) / 2;
  return [
    ...shares(skus, placement),
    ...(strays > 0 && left !== null ? shares(model.plates[left]!.skus, strays) : []),
    ...(strays > 0 && right !== null ? shares(model.plates[right]!.skus, strays) : []),
  ];
}
