/**
 * What the scale under a plate says: 60 samples a second with noise, drift, ringing and gaps.
 *
 * Noise, resolution and batches are of the size measured on 316 plates of a real shop at rest (σ of a sample 0.5 g in the
 * middle, 2.3 g at nine in ten, 5.6 g at the worst; steps of a quarter of a gram; twelve samples at a time).
 */
import type { ReadingSeries } from '#core/datasets/readings-csv.ts';
import type { Chance } from '#core/simulation/chance.ts';
import { leastJerk } from '#core/simulation/shopping/hands.ts';
import { type Simulation, noiseOf } from '#core/simulation/shopping/simulate.ts';
import { TICK } from '#core/simulation/shopping/world.ts';
import type { Load } from '#core/simulation/shopping/load.ts';

/** Hz */
export const SCALE_RATE = 60;
const BATCH = 12;
/** g; one digit behind the point, so that readings stay short. */
const RESOLUTION = 0.2;
const NOISE = { middle: 0.6, spread: 0.9, worst: 6 } as const;
/** σ, g an hour. */
const DRIFT = 12;
/** Batches begin early or late, s. */
const JITTER = 0.004;
/** Of a sample, that it has no value; of a plate and second, that a gap begins, and how long it lasts, s. */
const LOST = 0.002;
const GAPS = 1 / 600;
const GAP = [0.3, 1.6] as const;
/** What a plate bends with a load on its neighbour, of the load. */
const CROSSTALK = 0.004;

/** @param plate - Its index in the store. */
export function plateSignal(simulation: Simulation, plate: number): ReadingSeries {
  const { moments, loads, stocked, store } = simulation;
  const chance = noiseOf(simulation, `scale ${store.plates[plate]!.id}`);
  const samples = Math.floor(moments.length * TICK * SCALE_RATE);
  const level = new Float64Array(samples).fill(stocked[plate]! + chance.between(-3, 3));
  const beside = [plate - 1, plate + 1].filter((other) => store.plates[other]?.shelf === store.plates[plate]!.shelf);
  for (const load of loads) {
    if (load.plate === plate) apply(level, load, 1, chance);
    else if (load.kind !== 'knock' && beside.includes(load.plate)) apply(level, load, CROSSTALK, chance);
  }
  return sample(level, chance);
}

/** Adds what a load does to a plate. @param share - Of it that this plate feels. */
function apply(level: Float64Array, load: Load, share: number, chance: Chance): void {
  const first = Math.max(0, Math.ceil(load.at * SCALE_RATE));
  const grams = load.grams * share;
  switch (load.kind) {
    case 'step': {
      const [pitch, ringing] = [chance.between(6, 10), chance.between(0.05, 0.14) * grams];
      const rings = load.seconds + 0.8;
      for (let i = first; i < level.length; i++) {
        const s = i / SCALE_RATE - load.at;
        const after = s - load.seconds;
        level[i]! += grams * leastJerk(s / load.seconds);
        if (after > 0 && s < rings)
          level[i]! += ringing * Math.exp(-after / 0.13) * Math.sin(2 * Math.PI * pitch * after);
      }
      return;
    }
    case 'push': {
      const sway = chance.between(0.4, 1.1);
      const last = Math.min(level.length, (load.at + load.seconds) * SCALE_RATE);
      for (let i = first; i < last; i++) {
        const s = i / SCALE_RATE - load.at;
        const force = Math.min(1, (4 * Math.min(s, load.seconds - s)) / Math.min(1, load.seconds));
        level[i]! += grams * force * (1 + 0.25 * Math.sin(2 * Math.PI * sway * s));
      }
      return;
    }
    case 'knock': {
      const pitch = chance.between(6, 10);
      const last = Math.min(level.length, (load.at + 1.2) * SCALE_RATE);
      for (let i = first; i < last; i++) {
        const s = i / SCALE_RATE - load.at;
        level[i]! += grams * Math.exp(-5 * s) * Math.sin(2 * Math.PI * pitch * s);
      }
      return;
    }
  }
}

function sample(level: Float64Array, chance: Chance): ReadingSeries {
  const sigma = Math.min(NOISE.worst, NOISE.middle * Math.exp(NOISE.spread * chance.normal()));
  const drift = (DRIFT * chance.normal()) / 3600;
  const times: number[] = [];
  const values: number[] = [];
  let late = 0;
  let silentUntil = 0;
  for (let i = 0; i < level.length; i++) {
    const s = i / SCALE_RATE;
    if (i % BATCH === 0) {
      late = chance.between(0, JITTER);
      if (chance.happens((GAPS * BATCH) / SCALE_RATE)) silentUntil = s + chance.between(...GAP);
    }
    const grams = level[i]! + drift * s + sigma * chance.normal();
    const lost = chance.happens(LOST);
    if (s < silentUntil) continue;
    times.push(Math.round((s + late) * 1e6));
    values.push(lost ? NaN : Math.round(grams / RESOLUTION) * RESOLUTION);
  }
  return { times: Float64Array.from(times), values: Float32Array.from(values) };
}
