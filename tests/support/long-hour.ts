/** A stored session of one hour: four cameras at ten frames a second, forty scales at sixty samples, an hour of film. */
import { micros } from '#core/time/micros.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Project } from '#core/planning/project.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { hashBlob } from '#storage/sha256.ts';
import { mulberry32 } from './floor-world.ts';
import { scaleWorld } from './scale-world.ts';
import { storedResults, storedSession } from './stored-session.ts';
import { tinyProject } from './tiny-project.ts';
import { endOf, inOrder } from './tiny-walk.ts';

export const HOUR = 3600;
const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'];
const SHELVES = 4;

/** @param film - What all four cameras saw, {@link HOUR} s of it. */
export async function longHour(film: Blob): Promise<Blob> {
  const project = hourProject(SHELVES);
  const sha256 = await hashBlob(film);
  const files = project.recordings[0]!.clips.map(({ path }) => ({ path, size: film.size, sha256 }));
  const random = mulberry32(1);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  // Half a second a chunk, as a run journals it.
  for (let half = 0; half < 2 * HOUR; half++) {
    const inputs = inputsOfHalf(half, project, random);
    chunks.push(packChunk(half === 2 * HOUR - 1 ? [...inputs, endOf(HOUR)] : inputs));
  }
  return writeArchive({
    session: { ...storedSession, name: 'A long hour', recording: 'hour', lastTime: micros(HOUR * 1e6) },
    project: { name: project.name, text: JSON.stringify(project), files },
    journal: [new Blob(chunks)],
    results: storedResults,
    clips: new Map([[sha256, film]]),
  });
}

/** @param shelves - Of ten scales each. */
export function hourProject(shelves: number): Project {
  const { project } = scaleWorld({ seed: 1, shelves, seconds: 1, noise: [3, 15] });
  const { plan, cameras } = tinyProject();
  return {
    ...project,
    plan,
    cameras: CAMERAS.map((id) => ({ ...cameras[0]!, id, name: id })),
    recordings: [
      {
        id: 'hour',
        startedAt: null,
        clips: CAMERAS.map((camera) => ({ camera, path: `clips/${camera}.mkv`, offset: 0 })),
        readings: [],
        sightings: [],
        labels: null,
      },
    ],
  };
}

/** What comes in in half a second, the `half`th of the session. */
export function inputsOfHalf(half: number, project: Project, random: () => number): readonly SceneInput[] {
  return inOrder(sightingsOf(half, random), readingsOf(half, project, random));
}

/** Two people who walk to and fro, boxes a little unsteady. */
function sightingsOf(half: number, random: () => number): SceneInput[] {
  return Array.from({ length: 5 }, (_, frame) =>
    CAMERAS.map((camera): SceneInput => {
      const second = half / 2 + frame / 10;
      const detections = [0, 1].map((person) => {
        const x = Math.fround(240 + 120 * person + 60 * Math.sin(second / 7 + person) + random());
        const box = { x0: x, y0: 90, x1: Math.fround(x + 60), y1: 250 };
        return { box, score: 0.875, classId: 0 };
      });
      return { kind: 'camera', camera, time: micros(Math.round(second * 1e6)), detections };
    }),
  ).flat();
}

function readingsOf(half: number, { sensors }: Project, random: () => number): SceneInput[] {
  return sensors.map(({ id }): SceneInput => {
    const times = Float64Array.from({ length: 30 }, (_, i) => Math.round((half / 2 + i / 60) * 1e6));
    const values = Float32Array.from(times, () => 1000 + 8 * (random() - 0.5));
    return { kind: 'readings', sensor: id, time: micros(times[29]!), times, values };
  });
}
