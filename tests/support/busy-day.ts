/** A day in the demo store, as its cameras and scales give it: shoppers who come one after the other, and somebody of the staff who is always there. */
import type { Detection } from '#core/detection/detection.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { inputOrder } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { type Chance, chanceOf } from '#core/simulation/chance.ts';
import { simulatedProject } from '#core/simulation/project/simulated-project.ts';
import { type Simulation, simulate } from '#core/simulation/shopping/simulate.ts';
import { micros } from '#core/time/micros.ts';
import { bodyBox } from './body-box.ts';
import { shippedScenario } from './shipped-scenario.ts';

interface Plan {
  readonly hours: number;
  readonly visits: number;
  /** Of each camera. */
  readonly fps: number;
  readonly seed: number;
}

/** A visit of the demo, to be made again and again. */
interface Trip {
  /** Thirty a second, from the moment they come in. */
  readonly way: readonly (readonly [x: number, y: number])[];
  /** What they take first: from where, s after they came, and what it weighs, g. */
  readonly take: { readonly plate: number; readonly after: number; readonly grams: number };
}

interface Piece {
  /** s */
  readonly from: number;
  /** In order of time; `people`: of each box of a camera's sighting, whom it shows. */
  readonly inputs: readonly { readonly input: SceneInput; readonly people: readonly number[] }[];
}

/** Shoppers are numbered by their visits. */
const STAFF = -1;

export interface BusyDay {
  readonly project: Project;
  /** Two seconds after the other. */
  readonly pieces: () => Generator<Piece>;
}

const PIECE = 2;
const WAY_RATE = 30;
/** Samples a second. */
const SCALE_RATE = 10;
/** g; there is always more. */
const FULL = 700_000;
const [MISSED, EDGE, HEIGHT] = [0.05, 0.02, 1.72];

/** Boxes are those of upright bodies, a little off, one in twenty missed; nothing hides anybody. */
export function busyDay({ hours, visits, fps, seed }: Plan): BusyDay {
  const demo = simulate(shippedScenario('demo'), seed);
  const trips = demo.cast.map((_, person) => readTrip(demo, person));
  const every = (hours * 3600) / visits;
  const startOf = (visit: number) => visit * every;
  const tripOf = (visit: number) => trips[visit % trips.length]!;
  /** Who may be there: nobody of the demo stays for three others' time. */
  const visitsAt = (time: number) => {
    const newest = Math.min(visits - 1, Math.floor(time / every));
    return [newest - 3, newest - 2, newest - 1, newest].filter((visit) => visit >= 0);
  };
  /** In the store and away from the door, there and back. */
  const round = trips[0]!.way.filter(([, y]) => y > 0.6);
  const beat = [...round, ...round.toReversed()];

  const peopleAt = (time: number) => {
    const shoppers = visitsAt(time).flatMap((visit) => {
      const at = tripOf(visit).way[Math.floor((time - startOf(visit)) * WAY_RATE)];
      return at === undefined ? [] : [{ visit, at }];
    });
    return [{ visit: STAFF, at: beat[Math.floor(time * WAY_RATE) % beat.length]! }, ...shoppers];
  };
  const cameras = demo.store.cameras.map((camera) => ({ id: camera.id, model: cameraModel(camera) }));
  const plates = [...new Set(trips.map(({ take }) => take.plate))];

  function* pieces(): Generator<Piece> {
    const chance = chanceOf(seed).fork('boxes');
    const order = inputOrder();
    const levels = new Map(plates.map((plate) => [plate, FULL]));
    for (let from = 0; from < hours * 3600; from += PIECE) {
      const seen = Array.from({ length: PIECE * fps }, (_, i) => from + i / fps).flatMap((time) => {
        const there = peopleAt(time);
        return cameras.map(({ id, model }) => {
          const shown = there.flatMap(({ visit, at }) =>
            show(model, at, chance).map((detection) => ({ detection, visit })),
          );
          shown.sort((a, b) => b.detection.score - a.detection.score);
          const detections = shown.map(({ detection }) => detection);
          const input: CameraSighting = {
            kind: 'camera',
            camera: id,
            time: micros(Math.round(time * 1e6)),
            detections,
          };
          return { input, people: shown.map(({ visit }) => visit) };
        });
      });
      const takes = visitsAt(from)
        .map((visit) => ({ ...tripOf(visit).take, at: startOf(visit) + tripOf(visit).take.after }))
        .filter(({ at }) => at >= from && at < from + PIECE);
      const weighed = plates.map((plate) => {
        const level = levels.get(plate)!;
        const after = (time: number) =>
          takes.reduce((left, take) => (take.plate === plate && take.at <= time ? left - take.grams : left), level);
        levels.set(plate, after(from + PIECE));
        const seconds = Array.from({ length: PIECE * SCALE_RATE }, (_, i) => from + i / SCALE_RATE);
        const times = Float64Array.from(seconds, (time) => Math.round(time * 1e6));
        const values = Float32Array.from(seconds, (time) => after(time) + chance.normal());
        const sensor = demo.store.plates[plate]!.id;
        const input: SceneInput = { kind: 'readings', sensor, time: micros(times.at(-1)!), times, values };
        return { input, people: [] };
      });
      const inputs = [...seen, ...weighed].sort((a, b) => a.input.time - b.input.time || order.tie(a.input, b.input));
      yield { from, inputs };
    }
  }
  return { project: simulatedProject(demo), pieces };
}

function readTrip(demo: Simulation, person: number): Trip {
  const there = demo.moments.filter(({ people }) => people.some((each) => each.person === person));
  const way = there
    .map(({ people }) => people.find((each) => each.person === person)!)
    .map(({ x, y }) => [x, y] as const);
  const deed = demo.deeds.find((each) => each.person === person && each.plate !== null)!;
  const after = (deed.start + deed.end) / 2 - there[0]!.time / 1e6;
  return { way, take: { plate: deed.plate!, after, grams: demo.store.products[deed.product]!.sku.unitWeight } };
}

function show(camera: CameraModel, [x, y]: readonly [number, number], chance: Chance): readonly Detection[] {
  const box = bodyBox(camera, { x, y, height: HEIGHT });
  if (box === null || chance.between(0, 1) < MISSED) return [];
  const off = () => EDGE * (box.y1 - box.y0) * chance.normal();
  const within = (value: number, most: number) => Math.fround(Math.min(most, Math.max(0, value)));
  const cut = {
    x0: within(box.x0 + off(), camera.width),
    y0: within(box.y0 + off(), camera.height),
    x1: within(box.x1 + off(), camera.width),
    y1: within(box.y1 + off(), camera.height),
  };
  const some = (cut.x1 - cut.x0) * (cut.y1 - cut.y0) > 0.3 * (box.x1 - box.x0) * (box.y1 - box.y0);
  return some ? [{ box: cut, score: Math.fround(chance.between(0.6, 0.95)), classId: 0 }] : [];
}
