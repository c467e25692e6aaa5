/**
 * A made-up store of nothing but scales, in which everything that happens is known: noise, drift, taps, leaning hands,
 * slammed doors, slow lifts, hands that rest before they take, packs on the border of two facings, and rows that are
 * late, doubled, empty or missing. Seeded: the same seed is the same world.
 */
import type { Project } from '#core/planning/project.ts';
import type { RecordedSeries } from '#sensors/replay.ts';
import { mulberry32 } from './floor-world.ts';

export interface TrueInteraction {
  readonly type: 'take' | 'return';
  readonly shelf: string;
  readonly gtin: string;
  readonly quantity: number;
  /** s; when the weight began and ceased to change. */
  readonly start: number;
  readonly end: number;
  /** How it was done. */
  readonly manner: Manner;
}

export type Manner = 'plain' | 'border' | 'slow' | 'held' | 'put-back' | 'pair';

export interface ScaleWorld {
  readonly project: Project;
  readonly series: readonly RecordedSeries[];
  readonly truth: readonly TrueInteraction[];
}

export interface ScaleWorldOptions {
  readonly seed: number;
  readonly shelves: number;
  readonly seconds: number;
  /** Of a row, g: each plate draws its own between the two. */
  readonly noise: readonly [number, number];
}

const PLATES = 10;
const RATE = 60;
const SHELVES_A_FIXTURE = 5;

interface SimulatedFacing {
  readonly gtin: string;
  readonly unitWeight: number;
  /** Plates of the shelf, 0 to 9. */
  readonly plates: readonly number[];
}

export function scaleWorld({ seed, shelves, seconds, noise }: ScaleWorldOptions): ScaleWorld {
  const random = mulberry32(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const samples = seconds * RATE;
  const truth: TrueInteraction[] = [];
  const series: RecordedSeries[] = [];
  const facings: (SimulatedFacing & { shelf: number })[] = [];
  const slams = Array.from({ length: Math.floor(seconds / 40) }, () => between(5, seconds - 5));

  for (let shelf = 0; shelf < shelves; shelf++) {
    const onShelf = planShelf(shelf, between, whole);
    facings.push(...onShelf.map((facing) => ({ ...facing, shelf })));
    const levels = Array.from({ length: PLATES }, () => new Float64Array(samples).fill(between(500, 6000)));
    const add = (plate: number, from: number, to: number, grams: (s: number) => number) => {
      const level = levels[plate]!;
      for (let i = Math.max(0, Math.ceil(from * RATE)); i < Math.min(samples, to * RATE); i++)
        level[i]! += grams(i / RATE);
    };
    /** Weight `grams` arrives over `duration` s, with the push of a hand in between, and stays. */
    const move = (plate: number, at: number, duration: number, grams: number) => {
      const push = duration < 2 ? between(-150, 150) : 0;
      add(plate, at, seconds, (s) => {
        const done = Math.min(1, (s - at) / duration);
        return grams * done + push * Math.sin(Math.PI * done);
      });
    };
    const moveUnits = (facing: SimulatedFacing, units: number, at: number, duration: number, manner: Manner) => {
      const grams = units * facing.unitWeight * (1 + 0.02 * normal());
      const plate = facing.plates[whole(0, facing.plates.length - 1)]!;
      const outside = [facing.plates[0]! - 1, facing.plates.at(-1)! + 1].filter((p) => p >= 0 && p < PLATES);
      if (manner === 'border' && outside.length > 0) {
        const share = between(0.15, 0.35);
        const beyond = outside[whole(0, outside.length - 1)]!;
        move(beyond, at, duration, share * grams);
        move(beyond < facing.plates[0]! ? facing.plates[0]! : facing.plates.at(-1)!, at, duration, (1 - share) * grams);
      } else if (random() < 0.3 && facing.plates.includes(plate + 1)) {
        const share = between(0.3, 0.7);
        move(plate, at, duration, share * grams);
        move(plate + 1, at, duration, (1 - share) * grams);
      } else move(plate, at, duration, grams);
      return plate;
    };
    const happened = (facing: SimulatedFacing, units: number, start: number, end: number, manner: Manner) =>
      truth.push({
        type: units < 0 ? 'take' : 'return',
        shelf: `shelf${shelf}`,
        gtin: facing.gtin,
        quantity: Math.abs(units),
        start,
        end,
        manner,
      });

    for (let at = between(4, 10); at < seconds - 20; at += between(5, 9)) {
      const facing = onShelf[whole(0, onShelf.length - 1)]!;
      const units = random() < 0.8 ? 1 : 2;
      const quick = between(0.2, 0.9);
      const dice = random();
      if (dice < 0.28) {
        const sign = random() < 0.7 ? -1 : 1;
        moveUnits(facing, sign * units, at, quick, 'plain');
        happened(facing, sign * units, at, at + quick, 'plain');
      } else if (dice < 0.38) {
        moveUnits(facing, -1, at, quick, 'border');
        happened(facing, -1, at, at + quick, 'border');
      } else if (dice < 0.45) {
        const plate = facing.plates[0]!;
        move(plate, at, 10, -facing.unitWeight);
        happened(facing, -1, at, at + 10, 'slow');
        at += 10;
      } else if (dice < 0.53) {
        const rest = between(1.5, 4);
        const force = between(80, 400);
        const plate = facing.plates[0]!;
        add(plate, at, at + rest, () => force + 8 * normal());
        move(plate, at + rest, quick, -facing.unitWeight);
        happened(facing, -1, at, at + rest + quick, 'held');
        at += rest;
      } else if (dice < 0.61) {
        const away = between(3, 5);
        const plate = facing.plates[0]!;
        move(plate, at, quick, -facing.unitWeight);
        happened(facing, -1, at, at + quick, 'put-back');
        move(plate, at + away, quick, facing.unitWeight);
        happened(facing, 1, at + away, at + away + quick, 'put-back');
        at += away;
      } else if (dice < 0.72) {
        const first = whole(0, onShelf.length - 2);
        const after = between(0, 0.3);
        [first, first + 1].forEach((f, i) => {
          const pack = onShelf[f]!;
          const plate = i === 0 ? pack.plates.at(-1)! : pack.plates[0]!;
          move(plate, at + i * after, quick, -pack.unitWeight);
          happened(pack, -1, at + i * after, at + i * after + quick, 'pair');
        });
      } else if (dice < 0.86) {
        const force = between(30, 400);
        const tap = between(0.03, 0.4);
        add(facing.plates[0]!, at, at + tap, () => force);
      } else {
        // A hand leans on two or three plates, never with the same force for long.
        const force = between(150, 1200);
        const sway = between(0.3, 1.2);
        const lasts = between(2, 5);
        const from = whole(0, PLATES - 3);
        for (let plate = from; plate < from + whole(2, 3); plate++) {
          const share = between(0.2, 0.5);
          add(plate, at, at + lasts, (s) => share * force * (1 + 0.4 * Math.sin(2 * Math.PI * sway * (s - at))));
        }
        at += lasts;
      }
    }

    levels.forEach((level, plate) => {
      for (const slam of slams) {
        const [amplitude, pitch] = [between(50, 200), between(5, 9)];
        add(
          plate,
          slam,
          slam + 1.5,
          (s) => amplitude * Math.exp(-4 * (s - slam)) * Math.sin(2 * Math.PI * pitch * (s - slam)),
        );
      }
      const drift = between(-50, 50) / 3600;
      const sigma = between(noise[0], noise[1]);
      series.push(rows(`s${shelf}p${plate}`, level, (s) => drift * s + sigma * normal()));
    });
  }
  return { project: projectOf(shelves, facings), series, truth };

  /** What the scale sends of a level: a row in a hundred is empty, doubled or late; now and then 2 s are missing. */
  function rows(sensor: string, level: Float64Array, error: (s: number) => number): RecordedSeries {
    const times: number[] = [];
    const values: number[] = [];
    const gap = random() < 0.2 ? between(0, seconds - 2) : Infinity;
    for (let i = 0; i < samples; i++) {
      const s = i / RATE;
      const value = Math.fround(level[i]! + error(s));
      if (s >= gap && s < gap + 2) continue;
      times.push(Math.round(s * 1e6));
      values.push(random() < 0.01 ? NaN : value);
      if (random() < 0.01) {
        times.push(times.at(-1)!);
        values.push(values.at(-1)!);
      }
      if (random() < 0.01) {
        const back = Math.max(0, times.length - whole(2, 8));
        times.splice(back, 0, times.pop()!);
        values.splice(back, 0, values.pop()!);
      }
    }
    return { sensor, times: Float64Array.from(times), values: Float32Array.from(values) };
  }
}

function planShelf(
  shelf: number,
  between: (low: number, high: number) => number,
  whole: (low: number, high: number) => number,
): SimulatedFacing[] {
  const facings: SimulatedFacing[] = [];
  for (let plate = 0; plate < PLATES;) {
    const width = Math.min(PLATES - plate, whole(2, 3));
    const plates = Array.from({ length: width }, (_, i) => plate + i);
    const unitWeight = Math.round(Math.exp(between(Math.log(40), Math.log(900))));
    facings.push({ gtin: `${shelf}-${facings.length}`, unitWeight, plates });
    plate += width;
  }
  return facings;
}

function projectOf(shelves: number, facings: readonly (SimulatedFacing & { readonly shelf: number })[]): Project {
  const square: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const plates = (shelf: number) => Array.from({ length: PLATES }, (_, plate) => `s${shelf}p${plate}`);
  const indices = Array.from({ length: shelves }, (_, shelf) => shelf);
  const fixtures = indices.filter((shelf) => shelf % SHELVES_A_FIXTURE === 0);
  return {
    format: 'openaisle-project',
    version: 1,
    name: 'A store of scales',
    currency: 'EUR',
    notes: [],
    plan: { outline: square, zones: [] },
    cameras: [],
    fixtures: fixtures.map((first) => ({
      id: `fixture${first}`,
      name: `Fixture ${first}`,
      footprint: square,
      shelves: indices
        .filter((shelf) => shelf >= first && shelf < first + SHELVES_A_FIXTURE)
        .map((shelf) => ({
          id: `shelf${shelf}`,
          name: `Shelf ${shelf}`,
          plates: plates(shelf).map((id, i) => ({
            id,
            at: [0.1 * i, first, 0.3 * (shelf - first)],
            width: 0.1,
            depth: 0.4,
          })),
        })),
    })),
    sensors: indices.flatMap(plates).map((id) => ({ id, kind: 'scale', plate: id, rateHz: RATE })),
    skus: facings.map(({ gtin, unitWeight }) => ({ gtin, name: gtin, unitWeight, price: 100, vatRate: 0.06 })),
    planogram: {
      version: '1',
      facings: facings.map(({ gtin, plates, shelf }) => ({
        id: gtin,
        gtin,
        plates: plates.map((plate) => `s${shelf}p${plate}`),
      })),
    },
    recordings: [],
  };
}
