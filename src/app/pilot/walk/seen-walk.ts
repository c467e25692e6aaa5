import type { PeopleAt } from '#core/calibration/crowd.ts';
import { StandingBoxes } from '#core/calibration/standing-boxes.ts';
import { peopleIn, whoWalks } from '#core/calibration/walker-boxes.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { placePerson } from '#core/fusion/place-person.ts';
import type { Box } from '#core/geometry/box.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Point } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** What one camera has seen of the walk so far. */
export interface WalkProgress {
  /** The walker, and so did the reference: s. */
  readonly shared: number;
  /**
   * Squares of {@link SQUARE} m that the walker was on, on the floor, while both saw them, by their middle, m. Where a detector makes
   * somebody up, they mostly stand behind a wall.
   */
  readonly squares: readonly Place[];
  /** Where the walker's feet were in the picture, px. */
  readonly feet: readonly Place[];
  /** The walker in the newest picture; `null` of nobody, or of several. */
  readonly box: Box | null;
  /** How many people are in the newest picture. */
  readonly people: number;
}

/** m */
export const SQUARE = 0.5;
/** A place that is older is not where the walker is, µs. */
const FRESH = 400_000;
/** px: nearer marks are one. */
const MARK = 12;
const MOST_MARKS = 400;

interface Seen {
  shared: number;
  last: number | null;
  box: Box | null;
  people: number;
  readonly frames: PeopleAt[];
  readonly standing: StandingBoxes;
  readonly squares: Map<string, Place>;
  readonly feet: Map<string, Place>;
}

/** Keeps what cameras see of a walk, and how much of the floor that is. */
export class SeenWalk {
  readonly sightings: ReadonlyMap<string, CameraSighting[]>;
  readonly #seen: ReadonlyMap<string, Seen>;
  readonly #reference: string;
  readonly #model: CameraModel;
  readonly #outline: Project['plan']['outline'];
  #place: { readonly time: number; readonly at: Point<'ground'> } | null = null;
  #from = Infinity;
  #to = -Infinity;

  constructor({ cameras, plan }: Project, reference: string) {
    this.#reference = reference;
    this.#outline = plan.outline;
    this.#model = cameraModel(cameras.find(({ id }) => id === reference)!);
    this.sightings = new Map(cameras.map(({ id }) => [id, []]));
    this.#seen = new Map(
      cameras.map(({ id }) => [
        id,
        {
          shared: 0,
          last: null,
          box: null,
          people: 0,
          frames: [],
          standing: new StandingBoxes(),
          squares: new Map(),
          feet: new Map(),
        },
      ]),
    );
  }

  /** From the first picture to the newest, s. */
  get seconds(): number {
    return Math.max(0, (this.#to - this.#from) / 1e6);
  }

  add(sighting: CameraSighting): void {
    const { camera, time, detections } = sighting;
    const seen = this.#seen.get(camera);
    if (seen === undefined) return;
    this.sightings.get(camera)!.push(sighting);
    this.#from = Math.min(this.#from, time);
    this.#to = Math.max(this.#to, time);
    seen.standing.add(detections.map(({ box }) => box));
    const frame = { time: time / 1e6, people: peopleIn(detections) };
    seen.frames.push(frame);
    // Looked through again only when somebody stands: that is rare, and the walk is long.
    const stands = frame.people.some((box) => seen.standing.has(box));
    const { people } = stands ? whoWalks(seen.frames, seen.standing).at(-1)! : frame;
    seen.people = people.length;
    seen.box = people.length === 1 ? people[0]! : null;
    if (seen.box === null) return;
    this.#mark(seen.feet, seen.box);
    if (camera === this.#reference) {
      const [likeliest] = placePerson(this.#model, seen.box);
      this.#place = likeliest === undefined ? null : { time, at: likeliest.at };
    }
    if (this.#place === null || Math.abs(time - this.#place.time) > FRESH) return;
    if (seen.last !== null) seen.shared += Math.min(0.5, Math.max(0, (time - seen.last) / 1e6));
    seen.last = time;
    if (!contains(this.#outline, this.#place.at)) return;
    const [column, row] = [Math.floor(this.#place.at.x / SQUARE), Math.floor(this.#place.at.y / SQUARE)];
    seen.squares.set(`${column} ${row}`, { x: (column + 0.5) * SQUARE, y: (row + 0.5) * SQUARE });
  }

  progress(): ReadonlyMap<string, WalkProgress> {
    return new Map(
      [...this.#seen].map(([camera, { shared, squares, feet, box, people }]) => {
        return [camera, { shared, squares: [...squares.values()], feet: [...feet.values()], box, people }];
      }),
    );
  }

  #mark(feet: Map<string, Place>, box: Box): void {
    const foot = { x: (box.x0 + box.x1) / 2, y: box.y1 };
    if (feet.size < MOST_MARKS) feet.set(`${Math.round(foot.x / MARK)} ${Math.round(foot.y / MARK)}`, foot);
  }
}
