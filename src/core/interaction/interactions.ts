/**
 * From readings of the scales to interactions: rows → slices in step → levels → changed rows → what they could have
 * been → who could have done it. Pure: a step returns a new state and leaves the old one as it was.
 *
 * The same rows give the same interactions however they are cut into batches, as long as no batch spans more than the
 * silence that is waited for and batches come in the order of their times.
 */
import { changedRows } from '#core/interaction/changed-rows.ts';
import { describeInteraction } from '#core/interaction/describe-interaction.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { type Verdict, judgeRow } from '#core/interaction/judgement.ts';
import { type InteractionParameters, interactionDefaults } from '#core/interaction/parameters.ts';
import type { ReadingBatch } from '#core/interaction/reading-batch.ts';
import type { ScaleShelf, ShelfModel } from '#core/interaction/shelf-model.ts';
import {
  type ReadingCounts,
  type Slice,
  type SliceState,
  createSlices,
  finishSlices,
  stepSlices,
} from '#core/interaction/slices.ts';
import { type ShelfMemory, shakenFixtures, touchesAtRest, untouched } from '#core/interaction/touches.ts';
import {
  CHANGED,
  MOVING,
  type PlateLevels,
  QUIET,
  copyLevels,
  createLevels,
  relearnRestless,
  settleAccount,
  stepLevel,
} from '#core/interaction/weight-steps.ts';
import type { Whereabouts } from '#core/interaction/whereabouts.ts';

export interface InteractionState {
  readonly model: ShelfModel;
  readonly parameters: InteractionParameters;
  readonly slices: SliceState;
  readonly levels: PlateLevels;
  /** One entry a shelf, in the model's order. */
  readonly memory: readonly ShelfMemory[];
  /** When a fixture was last shaken, µs. */
  readonly shaken: ReadonlyMap<string, number>;
  /** Interactions so far: the next is `I${count + 1}`. */
  readonly count: number;
}

export interface InteractionStep {
  readonly state: InteractionState;
  readonly interactions: readonly Interaction[];
}

export function createInteractions(
  model: ShelfModel,
  parameters: InteractionParameters = interactionDefaults,
): InteractionState {
  return {
    model,
    parameters,
    slices: createSlices(model.plates.length),
    levels: createLevels(model.plates.length),
    memory: model.shelves.map(() => untouched),
    shaken: new Map(),
    count: 0,
  };
}

/** Readings of sensors the model does not know change nothing. */
export function stepInteractions(
  state: InteractionState,
  batch: ReadingBatch,
  whereabouts: Whereabouts,
): InteractionStep {
  const plate = state.model.plateOf.get(batch.sensor);
  if (plate === undefined) return { state, interactions: [] };
  const step = stepSlices(state.slices, plate, batch, state.parameters);
  return readSlices({ ...state, slices: step.state }, step.slices, whereabouts, false);
}

/** The session is over: what is still open is decided with what is known. */
export function finishInteractions(state: InteractionState, whereabouts: Whereabouts): InteractionStep {
  const step = finishSlices(state.slices, state.parameters);
  return readSlices({ ...state, slices: step.state }, step.slices, whereabouts, true);
}

/** What was wrong with each sensor's rows. */
export function readingCounts(state: InteractionState): ReadonlyMap<string, ReadingCounts> {
  return new Map(state.model.plates.map(({ sensor }, i) => [sensor, state.slices.lanes[i]!.counts]));
}

function readSlices(
  state: InteractionState,
  slices: readonly Slice[],
  whereabouts: Whereabouts,
  finish: boolean,
): InteractionStep {
  if (slices.length === 0 && !finish) return { state, interactions: [] };
  const { model, parameters } = state;
  const levels = copyLevels(state.levels);
  const memory = [...state.memory];
  const shaken = new Map(state.shaken);
  const interactions: Interaction[] = [];
  const report = (shelf: ScaleShelf, verdict: Verdict & { type: Interaction['type'] }) =>
    interactions.push(
      describeInteraction(`I${state.count + interactions.length + 1}`, model, shelf, verdict, whereabouts, parameters),
    );

  const judge = (now: number, last: boolean) => {
    const crowds = changedByFixture(model, levels);
    const verdicts = model.shelves.flatMap((shelf, s) => {
      const crowd = crowds.get(shelf.fixture);
      if (crowd === undefined) return [];
      const circumstances = { now, largest: crowd.largest, crowded: crowd.plates >= parameters.shake, last };
      return changedRows(model, shelf, levels, parameters)
        .flatMap((row) => judgeRow(row, model, circumstances, parameters))
        .map((verdict) => ({ shelf, s, verdict }));
    });
    // What is pushed from one facing to another is taken before it is returned.
    verdicts.sort((a, b) => Number(a.verdict.type === 'return') - Number(b.verdict.type === 'return'));
    for (const { shelf, s, verdict } of verdicts) {
      for (const { index } of verdict.plates) settleAccount(levels, index);
      if (verdict.type === null) continue;
      report(shelf, { ...verdict, type: verdict.type });
      memory[s] = {
        ...memory[s]!,
        handFrom: Math.min(...verdict.plates.map(({ left }) => left)),
        handUntil: Math.max(...verdict.plates.map(({ arrived }) => arrived)),
      };
    }
  };

  const reportTouches = () => {
    model.shelves.forEach((shelf, s) => {
      if (memory[s]!.disturbed.length === 0) return;
      const touches = touchesAtRest(memory[s]!, shelf.plates, levels, shaken.get(shelf.fixture) ?? -Infinity);
      if (touches === null) return;
      memory[s] = { ...memory[s]!, disturbed: [] };
      if (touches.length === 0) return;
      const plates = touches.map(({ plate, left, ended }) => {
        const grams = levels.level[plate]! - levels.account[plate]!;
        return { index: plate, grams, sigma: 0, prior: [], left, arrived: ended };
      });
      report(shelf, { plates, type: 'touch', candidates: [] });
    });
  };

  for (const { time, values } of slices) {
    model.shelves.forEach(({ plates }, s) => {
      for (const index of plates) {
        const was = levels.status[index]!;
        const left = levels.left[index]!;
        stepLevel(levels, index, time, values[index]!, parameters);
        relearnRestless(levels, index, time);
        const back = levels.status[index] === QUIET && (was === MOVING || was === CHANGED);
        if (!back) continue;
        if (levels.peak[index]! >= parameters.touch) {
          const disturbed = [...memory[s]!.disturbed, { plate: index, left, ended: time }];
          memory[s] = { ...memory[s]!, disturbed };
        }
        levels.peak[index] = 0;
      }
    });
    for (const fixture of shakenFixtures(model, levels, parameters)) shaken.set(fixture, time);
    judge(time, false);
    reportTouches();
  }
  if (finish) {
    judge(Infinity, true);
    reportTouches();
  }
  return { state: { ...state, levels, memory, shaken, count: state.count + interactions.length }, interactions };
}

/** Plates at new levels on each fixture that has any, and the largest of their changes, g. */
function changedByFixture(
  model: ShelfModel,
  levels: PlateLevels,
): ReadonlyMap<string, { readonly plates: number; readonly largest: number }> {
  const crowds = new Map<string, { plates: number; largest: number }>();
  model.plates.forEach(({ fixture }, i) => {
    if (levels.status[i] !== CHANGED) return;
    const crowd = crowds.get(fixture) ?? { plates: 0, largest: 0 };
    const change = Math.abs(levels.level[i]! - levels.account[i]!);
    crowds.set(fixture, { plates: crowd.plates + 1, largest: Math.max(crowd.largest, change) });
  });
  return crowds;
}
