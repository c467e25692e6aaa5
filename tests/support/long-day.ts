/** A stored session of eight hours in the tiny shop: 1,250 shoppers, each of whom takes four things. */
import { groundPoint } from '#core/geometry/frames.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { replay } from '#core/pipeline/replay.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import type { SessionResults } from '#storage/session.ts';
import { mulberry32 } from './floor-world.ts';
import { storedProject, storedSession } from './stored-session.ts';
import { tinyShopProject } from './tiny-shop.ts';
import { endOf, inOrder, shoppingTrip } from './tiny-walk.ts';

const VISITS = 1250;
/** s; one is out before the next comes in. */
const EVERY = 23;
const SECONDS = VISITS * EVERY;
/** Samples a second: of a scale that is sent as it changes, so that eight hours are made in a minute. */
const RATE = 20;
/** s a batch. */
const BATCH = 2;
const UNITS = [105, 105, 538, 300];
/** g; there is always more. */
const FULL = 700_000;
/** Seconds of a visit in which each plate gets lighter. */
const TAKEN = [4.5, 5.6, 6.7, 7.8];

/** @returns The archive, and how many interactions are in it. */
export async function longDay(): Promise<{ readonly archive: Blob; readonly interactions: number }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const all: SceneInput[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const inputs = inOrder(
      positionsOf(visit),
      [0, 1, 2, 3].flatMap((plate) => weightsOf(visit, plate)),
    );
    const last = visit === VISITS - 1 ? [...inputs, endOf(SECONDS)] : inputs;
    all.push(...last);
    chunks.push(packChunk(last));
  }
  const project = { ...(await storedProject()), text: JSON.stringify(tinyShopProject()), files: [] };
  const scene = await replay(tinyShopProject(), sceneDefaults, [all]);
  const { receipts, interactions, visits, ledger, time } = scene;
  const results: SessionResults = { receipts, interactions, visits, postings: ledger.postings };
  const session = { ...storedSession, name: 'A long day', recording: 'walk', lastTime: time };
  const parts = { session, project, journal: [new Blob(chunks)], results, clips: new Map() };
  return { archive: await writeArchive(parts), interactions: interactions.length };
}

function positionsOf(visit: number): SceneInput[] {
  return Array.from({ length: EVERY * 4 }, (_, i) => {
    const at = shoppingTrip(i / 4);
    const person = at && { id: `p${visit}`, at: groundPoint(Math.fround(at[0]), Math.fround(at[1])) };
    return {
      kind: 'people',
      source: 'positions',
      time: micros((visit * EVERY + i / 4) * 1e6),
      people: person ? [{ ...person, cov: [1 / 64, 0, 0, 1 / 64] as const, hands: [] }] : [],
    };
  });
}

function weightsOf(visit: number, plate: number): SceneInput[] {
  const random = mulberry32(visit * 4 + plate + 1);
  const batches = Math.ceil(EVERY / BATCH);
  return Array.from({ length: batches }, (_, batch): SceneInput => {
    const count = RATE * Math.min(BATCH, EVERY - batch * BATCH);
    const times = Float64Array.from({ length: count }, (_, i) =>
      Math.round((visit * EVERY + batch * BATCH + i / RATE) * 1e6),
    );
    const taken = (time: number) => visit + (time / 1e6 - visit * EVERY >= TAKEN[plate]! ? 1 : 0);
    const values = Float32Array.from(times, (time) => FULL - UNITS[plate]! * taken(time) + 3 * (random() - 0.5));
    return { kind: 'readings', sensor: `f1-s1-p${plate + 1}`, time: micros(times[count - 1]!), times, values };
  });
}
