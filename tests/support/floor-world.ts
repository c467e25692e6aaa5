/** People walking over a made-up floor, and what cameras with noise, misses and false boxes place of them. */
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import { groundPoint } from '#core/geometry/frames.ts';
import { micros } from '#core/time/micros.ts';

export interface Walker {
  readonly name: string;
  /** Where they are at second `t`, m; `null` while not in view of any camera. */
  at(t: number): readonly [number, number] | null;
}

export interface FloorWorld {
  readonly walkers: readonly Walker[];
  readonly cameras: number;
  readonly seconds: number;
  /** Frames a second of each camera. */
  readonly fps?: number;
  /** Standard deviation of a placed foot, m. */
  readonly noise?: number;
  /** Probability that a camera overlooks somebody. */
  readonly misses?: number;
  /** A camera gives somebody a new track id every so many seconds. */
  readonly renames?: number;
  readonly seed?: number;
}

/** Sightings of all cameras in order of time. Track ids end in the walker's name, so that a test can tell. */
export function walkThrough(world: FloorWorld): readonly FloorSighting[] {
  const { fps = 10, noise = 0.08, misses = 0.06, renames = Infinity } = world;
  const random = mulberry32(world.seed ?? 1);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const sightings: FloorSighting[] = [];
  for (let frame = 0; frame < world.seconds * fps; frame++) {
    for (let camera = 0; camera < world.cameras; camera++) {
      // Cameras of one shop are not quite in step.
      const t = frame / fps + camera * 0.007;
      const fixes = world.walkers.flatMap((walker) => {
        const at = walker.at(t);
        if (at === null || random() < misses) return [];
        const [x, y] = at;
        return [
          {
            track: `${Math.floor(t / renames)}-${walker.name}`,
            at: groundPoint(x + noise * gauss(), y + noise * gauss()),
            cov: [noise ** 2, 0, 0, noise ** 2] as const,
            hands: [],
          },
        ];
      });
      sightings.push({ source: `cam${camera + 1}`, time: micros(Math.round(t * 1e6)), trusted: false, fixes });
    }
  }
  return sightings;
}

/** A small seeded generator: a test that fails, fails again. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
