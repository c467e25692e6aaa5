/** The project of webcams nobody has set up further: a plain floor, and of every camera a guess of its lens and place. */
import { UNCALIBRATED } from '#core/planning/camera.ts';
import { LIVE_RECORDING, clipPath } from '#core/planning/live-recording.ts';
import {
  PROJECT_FORMAT,
  PROJECT_VERSION,
  type Project,
  type ProjectCamera,
  type Recording,
} from '#core/planning/project.ts';

export interface LiveCamera {
  readonly id: string;
  readonly name: string;
  /** px of the frames it delivers. */
  readonly width: number;
  readonly height: number;
  /** As it was set up before, when it was: its masks, and its calibration if it delivers frames of the same size. */
  readonly known: ProjectCamera | null;
  /** As somebody chose it against the others; as it was set up before when left out. */
  readonly priority?: number;
}

/** A room whose first corner is at (0, 0), m. */
export interface Room {
  readonly width: number;
  readonly depth: number;
}

/** Until somebody measures theirs. */
export const SOME_ROOM: Room = { width: 4, depth: 3 };
/** What most webcams see from left to right, rad. */
const VIEW = Math.PI / 3;
/** How cameras mostly hang: m above the floor, and rad below the horizon. */
const [HEIGHT, TILT] = [2.4, 0.6];

/**
 * @param startedAt - ISO 8601, of µs 0.
 */
export function liveProject(
  name: string,
  cameras: readonly LiveCamera[],
  startedAt: string,
  { width, depth }: Room = SOME_ROOM,
): Project {
  return {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name,
    currency: 'EUR',
    notes: [],
    plan: {
      outline: [
        [0, 0],
        [width, 0],
        [width, depth],
        [0, depth],
      ],
      zones: [],
    },
    cameras: cameras.map((camera) => cameraOf(camera, width)),
    fixtures: [],
    sensors: [],
    skus: [],
    planogram: { version: '1', facings: [] },
    recordings: [
      {
        id: LIVE_RECORDING,
        startedAt,
        clips: cameras.map(({ id }) => ({ camera: id, path: clipPath(id), offset: 0 })),
        readings: [],
        sightings: [],
        labels: null,
      },
    ],
  };
}

/** The room of a live project. */
export function roomOf({ plan }: Project): Room {
  const [width, depth] = [0, 1].map((axis) => Math.max(...plan.outline.map((corner) => corner[axis]!)));
  return { width: width!, depth: depth! };
}

/**
 * The project of a live run that goes on after an interruption: its pictures are further parts of the same cameras'.
 *
 * @param lastTime - As far as it went before, µs.
 * @param now - ISO 8601, when it goes on.
 */
export function continuedProject(project: Project, { lastTime, now }: { lastTime: number; now: string }): Project {
  const note = `Interrupted at ${(lastTime / 1e6).toFixed(1)} s, went on at ${now}: clock times after that are later than they seem.`;
  const recordings = project.recordings.map((recording) => {
    const { clips } = recording;
    const cameras = [...new Set(clips.map(({ camera }) => camera))];
    const more = cameras.map((camera) => ({
      camera,
      path: clipPath(partName(camera, partsOf(clips, camera) + 1)),
      offset: 0,
    }));
    return { ...recording, clips: [...clips, ...more] };
  });
  return { ...project, notes: [...project.notes, note], recordings };
}

/** What the newest part of a camera's recording is called: `cam1`, and after an interruption `cam1-2`. */
export const newestClipName = ({ clips }: Recording, camera: string): string =>
  partName(camera, Math.max(1, partsOf(clips, camera)));

const partName = (camera: string, part: number): string => (part === 1 ? camera : `${camera}-${part}`);

const partsOf = (clips: Recording['clips'], camera: string): number =>
  clips.filter((clip) => clip.camera === camera).length;

/** @param priority - Against other live cameras; the usual one, 1, is left out of the project. */
export function preferredCamera(camera: ProjectCamera, priority: number): ProjectCamera {
  const usual = { ...camera };
  delete usual.priority;
  return priority === 1 ? usual : { ...usual, priority };
}

function cameraOf({ priority, ...live }: LiveCamera, wide: number): ProjectCamera {
  return preferredCamera(placedCamera(live, wide), priority ?? live.known?.priority ?? 1);
}

function placedCamera({ id, name, width, height, known }: LiveCamera, wide: number): ProjectCamera {
  if (known !== null && known.width === width && known.height === height) return { ...known, id, name };
  const focal = width / 2 / Math.tan(VIEW / 2);
  const scaled = (known?.masks ?? []).map((mask) =>
    mask.map(([x, y]): [number, number] => [(x * width) / known!.width, (y * height) / known!.height]),
  );
  return {
    id,
    name,
    purpose: '',
    width,
    height,
    intrinsics: { fx: focal, fy: focal, cx: width / 2, cy: height / 2, distortion: [0, 0, 0, 0, 0] },
    // In the middle of the front wall, looking in and down.
    pose: {
      rotation: [1, 0, 0, 0, -Math.sin(TILT), -Math.cos(TILT), 0, Math.cos(TILT), -Math.sin(TILT)],
      translation: [-wide / 2, HEIGHT * Math.cos(TILT), HEIGHT * Math.sin(TILT)],
    },
    calibration: { method: UNCALIBRATED, date: '', residualPx: 0, residualCm: null },
    masks: scaled,
  };
}
