/** What a positioning system would say of everybody: ten times a second, off by a few centimetres, now and then nothing. */
import type { PeopleSighting } from '#core/detection/sighting.ts';
import { type WorldPoint, groundPoint } from '#core/geometry/frames.ts';
import type { Chance } from '#core/simulation/chance.ts';
import { poseBody } from '#core/simulation/body/pose-body.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';
import type { Person, PersonMoment } from '#core/simulation/moment.ts';
import { type Simulation, noiseOf } from '#core/simulation/shopping/simulate.ts';

/** Every so many moments. */
const EVERY = 3;
/** m */
const POSITION_NOISE = 0.07;
const HAND_NOISE = 0.05;
/** Of a person and sighting; of a hand, whether it reaches for something or hangs. */
const MISSED = 0.04;
const HAND_SEEN = 0.75;

export function positionSightings(simulation: Simulation): readonly PeopleSighting[] {
  const chance = noiseOf(simulation, 'positions');
  return simulation.moments
    .filter((_, i) => i % EVERY === 0)
    .map(({ time, people }): PeopleSighting => ({
      kind: 'people',
      source: 'positions',
      time,
      people: people.flatMap((person) => (chance.happens(MISSED) ? [] : [seen(person, simulation.cast, chance)])),
    }));
}

function seen(person: PersonMoment, cast: readonly Person[], chance: Chance): PeopleSighting['people'][number] {
  const off = (sigma: number) => sigma * chance.normal();
  const { arms } = poseBody(cast[person.person]!, person);
  const hands = SIDES.flatMap((side): WorldPoint[] => {
    const { x, y, z } = arms[side].hand;
    return chance.happens(HAND_SEEN)
      ? [{ x: x + off(HAND_NOISE), y: y + off(HAND_NOISE), z: z + off(HAND_NOISE) }]
      : [];
  });
  const variance = POSITION_NOISE ** 2;
  return {
    id: cast[person.person]!.id,
    at: groundPoint(person.x + off(POSITION_NOISE), person.y + off(POSITION_NOISE)),
    cov: [variance, 0, 0, variance],
    hands,
  };
}
