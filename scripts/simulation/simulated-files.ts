/** A simulation as the files of a project, and its truth as files beside them. */
import { writePeopleSightings } from '#core/datasets/people-sightings.ts';
import { writeReadingsCsv } from '#core/datasets/readings-csv.ts';
import type { Recording } from '#core/planning/project.ts';
import { positionSightings } from '#core/simulation/project/positions.ts';
import {
  POSITIONS_PATH,
  TRUTH_PATH,
  readingsPath,
  simulatedProject,
} from '#core/simulation/project/simulated-project.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { cameraTruth, cocoTruth, floorTruth, motTruth, sequenceInfo } from '#core/simulation/truth/boxes.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { plateSignal } from '#core/simulation/weighing/plate-signal.ts';

export interface SimulatedFile {
  /** In the folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/**
 * What a run reads.
 *
 * @param clips - Of its cameras; with them nobody needs to be told where people are.
 */
export function* projectFiles(simulation: Simulation, clips: Recording['clips'] = []): Generator<SimulatedFile> {
  yield { path: 'project.json', content: json(simulatedProject(simulation, clips)) };
  if (clips.length === 0) yield { path: POSITIONS_PATH, content: writePeopleSightings(positionSightings(simulation)) };
  for (const [plate, { id }] of simulation.store.plates.entries())
    yield { path: readingsPath(id), content: writeReadingsCsv(plateSignal(simulation, plate)) };
}

/** What no run reads. */
export function* truthFiles(simulation: Simulation): Generator<SimulatedFile> {
  yield { path: TRUTH_PATH, content: json(truthOf(simulation)) };
  const length = sequenceInfo(simulation);
  yield { path: 'truth/floor/gt.txt', content: floorTruth(simulation) };
  yield { path: 'truth/floor/seqinfo.ini', content: length };
  const cameras = cameraTruth(simulation);
  for (const camera of cameras) {
    yield { path: `truth/${camera.camera}/gt/gt.txt`, content: motTruth(camera) };
    yield { path: `truth/${camera.camera}/seqinfo.ini`, content: length };
  }
  yield { path: 'truth/boxes.json', content: cocoTruth(simulation, cameras) };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
