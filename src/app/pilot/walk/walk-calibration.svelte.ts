import type { FoundCamera, WalkAnswer, WalkedCamera, WatchedWalk } from '#core/calibration/solve-walk.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { Box } from '#core/geometry/box.ts';
import { cameraModel, isCalibrated } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { SeenWalk, type WalkProgress } from '#app/pilot/walk/seen-walk.ts';

/** `ready`: nobody walks yet; `loading`: the detector comes; `walking`; `solving`; `solved`: see the answer. */
export type WalkPhase = 'ready' | 'loading' | 'walking' | 'solving' | 'solved';

/** ms between two pictures of how far it is. */
const SHOW_EVERY = 200;

/** One walk through a shop that tells several cameras where they hang: what they saw of it, and what came of it. */
export class WalkCalibration {
  /** With the cameras that are to be calibrated. */
  project: Project = $state.raw()!;
  /** By its id; `null` while no camera is calibrated. */
  reference = $state<string | null>(null);
  phase = $state<WalkPhase>('ready');
  /** s */
  seconds = $state(0);
  progress = $state.raw<ReadonlyMap<string, WalkProgress>>(new Map());
  answer = $state.raw<WalkAnswer | null>(null);
  /** The cameras whose calibration is to be saved. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  #seen: SeenWalk | null = null;
  #shown = 0;
  #finish: AbortController | null = null;
  readonly #leave = new AbortController();

  constructor(project: Project) {
    this.project = project;
    this.reference = project.cameras.find(isCalibrated)?.id ?? null;
  }

  get known(): readonly ProjectCamera[] {
    return this.project.cameras.filter(isCalibrated);
  }

  /** What was found, of those that were. */
  get found(): readonly FoundCamera[] {
    return (this.answer?.cameras ?? []).filter((each) => each.ok);
  }

  /** @returns Aborts when the person has walked enough. */
  begin(): AbortSignal {
    this.#finish = new AbortController();
    this.#seen = new SeenWalk(this.project.cameras, this.reference!);
    this.seconds = 0;
    this.progress = new Map();
    this.answer = null;
    this.phase = 'loading';
    return this.#finish.signal;
  }

  saw(sighting: CameraSighting): void {
    this.#seen?.add(sighting);
    this.phase = 'walking';
    const now = performance.now();
    if (now - this.#shown >= SHOW_EVERY) this.show();
  }

  show(): void {
    this.#shown = performance.now();
    this.seconds = this.#seen?.seconds ?? 0;
    this.progress = this.#seen?.progress() ?? new Map();
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

  /** Nothing was found, and nothing is lost. */
  giveUp(): void {
    this.phase = 'ready';
  }

  get watched(): readonly WatchedWalk[] {
    return this.project.cameras.map((camera) => ({
      camera: camera.id,
      size: { width: camera.width, height: camera.height },
      model: isCalibrated(camera) ? cameraModel(camera) : null,
      sightings: this.#seen?.sightings.get(camera.id) ?? [],
    }));
  }

  solved(answer: WalkAnswer): void {
    this.answer = answer;
    this.phase = 'solved';
    // What is calibrated stays as it is, unless somebody says otherwise.
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
