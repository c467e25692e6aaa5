/** A scenario that was played through, ready to be filmed at any moment. */
import { type Exposure, steadyExposure } from '#capture/synthetic-store/lens/exposure.ts';
import type { WebGLRenderer } from 'three';
import { SyntheticStore } from '#capture/synthetic-store/synthetic-store.ts';
import { assert } from '#core/errors/assert.ts';
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import { poseAll } from '#core/simulation/body/seen-truth.ts';
import type { Moment } from '#core/simulation/moment.ts';
import { storeProject } from '#core/simulation/project/simulated-project.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

export interface StagedCamera {
  readonly id: string;
  readonly model: CameraModel;
  readonly exposure: Exposure;
}

/** Seed of the room: pale walls, grey tiles, dark shelves, as small shops have them. */
const ROOM = 17_608;

/** Cameras hang under the ceiling. */
const ceilingOver = (cameras: readonly ProjectCamera[]): number =>
  Math.max(2.6, ...cameras.map((camera) => cameraCentre(cameraModel(camera)).z + 0.12));

export class StagedSimulation implements Disposable {
  readonly cameras: readonly StagedCamera[];
  /** s */
  readonly duration: number;
  readonly #moments: readonly Moment[];
  readonly #store: SyntheticStore;
  #shown: Moment | null = null;

  /**
   * @param text - Of the scenario. @param file - As its author calls it.
   * @throws WorkbenchError `scenario/malformed`, `scenario/impossible`
   */
  constructor(text: string, file: string, seed: number, canvas: OffscreenCanvas, renderer: WebGLRenderer) {
    const { store, cast, wares, moments } = simulate(readScenario(text, file), seed);
    const project = storeProject(store);
    this.#moments = moments;
    this.#store = new SyntheticStore(
      canvas,
      { project, cast, wares, height: ceilingOver(project.cameras), look: ROOM },
      renderer,
    );
    this.duration = moments.at(-1)!.time / MICROS_PER_SECOND;
    this.cameras = project.cameras.map((camera, i) => ({
      id: camera.id,
      model: cameraModel(camera),
      exposure: steadyExposure(i + 1),
    }));
  }

  /**
   * What a camera sees, on the canvas.
   *
   * @param time - s from the beginning; later than the end there is what was at the end.
   */
  film(id: string, time: number): void {
    const camera = this.cameras.find((each) => each.id === id);
    assert(camera, 'only cameras of the store are asked');
    const { stage } = this.#store;
    const last = this.#moments.length - 1;
    const index = Math.min(last, Math.max(0, Math.round((time / this.duration) * last)));
    const moment = this.#moments[index]!;
    if (this.#shown !== moment) this.#store.show(moment, poseAll(stage.cast, stage.wares, moment));
    this.#shown = moment;
    this.#store.film(camera.model, camera.exposure, index * 7 + this.cameras.indexOf(camera), null);
  }

  [Symbol.dispose](): void {
    this.#store[Symbol.dispose]();
  }
}
