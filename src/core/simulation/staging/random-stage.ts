/** Stores, cameras and moments at random: what detectors learn from. The same seed gives the same. */
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Rack } from '#core/simulation/body/fixture-blocks.ts';
import { type Dice, diceOf } from '#core/simulation/looks/dice.ts';
import { roomLook } from '#core/simulation/looks/room-look.ts';
import type { Item, Moment, PersonMoment } from '#core/simulation/moment.ts';
import { type FrameSize, randomCamera } from '#core/simulation/staging/random-cameras.ts';
import { projectFurniture } from '#core/simulation/staging/project-furniture.ts';
import { randomCast, randomDeed } from '#core/simulation/staging/random-people.ts';
import { randomRoom } from '#core/simulation/staging/random-room.ts';
import { randomWares, stockShelves } from '#core/simulation/staging/random-wares.ts';
import type { Stage } from '#core/simulation/staging/stage.ts';
import { micros } from '#core/time/micros.ts';

export interface RandomStage {
  readonly stage: Stage;
  readonly racks: readonly Rack[];
  readonly cameras: readonly CameraModel[];
  readonly moments: readonly Moment[];
}

const CAST = 8;
const WARES = 40;
const CAMERAS = 4;

/** @param frames - Every moment is seen by {@link CAMERAS} cameras. */
export function randomStage(seed: number, frame: FrameSize, frames: number): RandomStage {
  const dice = diceOf(seed);
  const look = dice.seed();
  const furniture = projectFurniture(randomRoom(dice));
  const stage: Stage = {
    furniture,
    cast: randomCast(dice, CAST),
    wares: randomWares(dice, WARES),
    height: roomLook(look).height,
    look,
  };
  const { racks, outline } = furniture;
  const room = [outline[2]![0], outline[2]![1]] as const;
  const cameras = Array.from({ length: CAMERAS }, () => randomCamera(dice, frame, room, stage.height));
  const stock = stockShelves(dice, racks, stage.wares);
  const count = Math.ceil(frames / CAMERAS);
  const moments = Array.from({ length: count }, (_, i) => randomMoment(diceOf(dice.seed()), stage, racks, stock, i));
  return { stage, racks, cameras, moments };
}

/** Nobody, now and then; mostly a few; sometimes a crowd. */
const HEADS = [0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7];

function randomMoment(dice: Dice, stage: Stage, racks: readonly Rack[], stock: readonly Item[], i: number): Moment {
  const items: Item[] = [...stock];
  const people: PersonMoment[] = [];
  const queue = stage.cast.map((_, person) => ({ person, turn: dice.between(0, 1) })).sort((a, b) => a.turn - b.turn);
  const heads = dice.pick(HEADS);
  for (const { person } of queue.slice(0, heads)) {
    const hold = (side: 'left' | 'right') =>
      items.push({ ware: dice.below(stage.wares.length), place: { kind: 'hand', person, side } }) - 1;
    const deed = randomDeed(dice, person, stage.cast[person]!, stage, racks, stock, people, hold);
    if (deed !== null) people.push(deed);
  }
  return { time: micros(i * 100_000), people, items };
}
