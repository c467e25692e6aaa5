/** A scenario that was played through, ready to be filmed at any moment. */
import { type Exposure, steadyExposure } from '#capture/synthetic-store/lens/exposure.ts';
import type { WebGLRenderer } from 'three';
import { MOST_PEOPLE, MOST_WARES } from '#capture/synthetic-store/paint/atlas.ts';
import { SyntheticStore } from '#capture/synthetic-store/synthetic-store.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { poseAll } from '#core/simulation/body/seen-truth.ts';
import type { Moment } from '#core/simulation/moment.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { ceilingOf, storeFurniture } from '#core/simulation/staging/store-furniture.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

export interface StagedCamera {
  readonly id: string;
  readonly model: CameraModel;
  readonly exposure: Exposure;
}

/** Seed of the room: pale walls, grey tiles, dark shelves, as small shops have them. */
const ROOM = 17_608;

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
    checkRoom(file, 'products', wares.length, MOST_WARES);
    checkRoom(file, 'people', cast.length, MOST_PEOPLE);
    this.#moments = moments;
    this.#store = new SyntheticStore(
      canvas,
      { furniture: storeFurniture(store), cast, wares, height: ceilingOf(store), look: ROOM },
      renderer,
    );
    this.duration = moments.at(-1)!.time / MICROS_PER_SECOND;
    this.cameras = store.cameras.map((camera, i) => ({
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

/** All that is printed and woven is on one picture of the graphics device. */
function checkRoom(file: string, what: string, count: number, most: number): void {
  if (count > most)
    throw new WorkbenchError(
      'scenario/impossible',
      `${file} has ${count} ${what}, and at most ${most} can be filmed; leave some out, or simulate it without pictures`,
      { details: { file } },
    );
}
