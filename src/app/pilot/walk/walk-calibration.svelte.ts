import { keptLens } from '#core/calibration/kept-lens.ts';
import type { FoundCamera, WalkAnswer, WalkedCamera, WatchedWalk } from '#core/calibration/solve-walk.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Box } from '#core/geometry/box.ts';
import { cameraModel, isCalibrated, isTrusted } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { SeenWalk, type WalkProgress } from '#app/pilot/walk/seen-walk.ts';
import { judgeOffsets } from '#app/pilot/walk/walked-project.ts';

/**
 * `ready`: nobody walks yet; `loading`: the detector comes; `walking`; `recalling`: it is read what was seen of a walk before;
 * `solving`; `solved`: see the answer.
 */
export type WalkPhase = 'ready' | 'loading' | 'walking' | 'recalling' | 'solving' | 'solved';

/** What a walk came to, and what it was found from. */
interface Kept {
  readonly project: Project;
  readonly reference: string | null;
  readonly seconds: number;
  readonly progress: ReadonlyMap<string, WalkProgress>;
  readonly lost: ReadonlySet<string>;
  readonly answer: WalkAnswer | null;
  readonly chosen: ReadonlySet<string>;
}

/** ms between two pictures of how far it is. */
const SHOW_EVERY = 200;

/** One walk through a shop that tells several cameras where they hang: what they saw of it, and what came of it. */
export class WalkCalibration {
  phase = $state<WalkPhase>('ready');
  /** s */
  seconds = $state(0);
  progress = $state.raw<ReadonlyMap<string, WalkProgress>>(new Map());
  /** The cameras that stopped giving pictures. */
  lost = $state.raw<ReadonlySet<string>>(new Set());
  answer = $state.raw<WalkAnswer | null>(null);
  /** The cameras whose calibration is to be saved. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  #project: Project = $state.raw()!;
  #reference = $state<string | null>(null);
  #seen: SeenWalk | null = null;
  #before: Kept | null = null;
  #shown = 0;
  #finish: AbortController | null = null;
  readonly #leave = new AbortController();

  constructor(project: Project) {
    this.#project = project;
    this.#reference = referenceOf(project, null);
  }

  /** With the cameras that are to be calibrated; with an answer, what that was found from. */
  get project(): Project {
    return this.#project;
  }

  /** By its id; `null` while no camera is calibrated; with an answer, what that was found from. */
  get reference(): string | null {
    return this.#reference;
  }

  get known(): readonly ProjectCamera[] {
    return this.#project.cameras.filter(isTrusted);
  }

  /** Another camera is the reference from now on: what was found from the one before is dropped. */
  refer(camera: string): void {
    this.#reference = camera;
    this.progress = new Map();
    this.answer = null;
    this.chosen = new Set();
    this.phase = 'ready';
  }

  /** What was found, of those that were. */
  get found(): readonly FoundCamera[] {
    return (this.answer?.cameras ?? []).filter((each) => each.ok);
  }

  /**
   * What there was before is remembered until this came to something.
   *
   * @param project - With a camera that is calibrated: the first when the reference is not there any more.
   * @returns Aborts when the person has walked enough.
   */
  begin(project: Project, phase: 'loading' | 'recalling'): AbortSignal {
    const { seconds, progress, lost, answer, chosen } = this;
    this.#before = { project: this.#project, reference: this.#reference, seconds, progress, lost, answer, chosen };
    this.#project = project;
    this.#reference = referenceOf(project, this.#reference);
    this.#finish = new AbortController();
    this.#seen = new SeenWalk(project, this.#reference!);
    this.seconds = 0;
    this.progress = new Map();
    this.lost = new Set();
    this.answer = null;
    this.phase = phase;
    return this.#finish.signal;
  }

  saw(sighting: CameraSighting): void {
    this.#seen?.add(sighting);
    if (this.phase === 'loading') this.phase = 'walking';
    const now = performance.now();
    if (now - this.#shown >= SHOW_EVERY) this.show();
  }

  show(): void {
    this.#shown = performance.now();
    this.seconds = this.#seen?.seconds ?? 0;
    this.progress = this.#seen?.progress() ?? new Map();
  }

  /** A camera gives no picture any more. */
  lose(camera: string): void {
    this.lost = new Set([...this.lost, camera]);
  }

  finish(): void {
    this.#finish?.abort();
  }

  /** Nobody looks any more. */
  leave(): void {
    this.#leave.abort(new DOMException('the page was left', 'AbortError'));
  }

  /** Of the work, also when nobody looks any more. */
  until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#leave.signal]);
  }

  /** Nothing was found, and nothing is lost: what there was before is there again. */
  giveUp(): void {
    const before = this.#before;
    if (before !== null) {
      this.#project = before.project;
      this.#reference = before.reference;
      this.seconds = before.seconds;
      this.progress = before.progress;
      this.lost = before.lost;
      this.answer = before.answer;
      this.chosen = before.chosen;
    }
    this.#before = null;
    this.phase = this.answer === null ? 'ready' : 'solved';
  }

  get watched(): readonly WatchedWalk[] {
    return this.#project.cameras.map((camera) => ({
      camera: camera.id,
      size: { width: camera.width, height: camera.height },
      model: isCalibrated(camera) ? cameraModel(camera) : null,
      lens: keptLens(camera),
      sightings: this.#seen?.sightings.get(camera.id) ?? [],
    }));
  }

  solved(answer: WalkAnswer): void {
    this.answer = judgeOffsets(this.#project, this.#reference!, answer);
    this.#before = null;
    this.phase = 'solved';
    // What is calibrated and in no doubt stays as it is, unless somebody says otherwise.
    const known = new Set(this.known.map(({ id }) => id));
    this.chosen = new Set(this.found.map(({ camera }) => camera).filter((camera) => !known.has(camera)));
  }

  choose(camera: string, on: boolean): void {
    const others = [...this.chosen].filter((other) => other !== camera);
    this.chosen = new Set(on ? [...others, camera] : others);
  }

  resultOf(camera: string): WalkedCamera | null {
    return this.answer?.cameras.find((each) => each.camera === camera) ?? null;
  }

  /** The walker in the newest picture of a camera. */
  boxOf(camera: string): Box | null {
    return this.progress.get(camera)?.box ?? null;
  }
}

/** The first that is calibrated where the one before is not, or not there. */
function referenceOf(project: Project, before: string | null): string | null {
  const known = project.cameras.filter(isTrusted);
  return (known.find(({ id }) => id === before) ?? known[0])?.id ?? null;
}
