import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import type { ForeignCamera } from '#core/calibration/foreign-camera.ts';
import { type PlacedCameraFault, isUsable, judgeCamera } from '#core/calibration/judge-camera.ts';
import { type MadeFor, type Placing, guessPlacing, madeFor, placeCamera } from '#core/calibration/placed-camera.ts';
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { fetchPart } from '#app/fetch-part.ts';
import { Steps } from '#app/pilot/steps.svelte.ts';

/** What a chosen camera of a file comes to on this plan. */
export interface ImportedCamera {
  /** `null` when its lens was found for pictures of another shape. */
  readonly model: CameraModel | null;
  readonly made: MadeFor;
  /** Over the floor, m; `null` without a model. */
  readonly height: number | null;
  readonly faults: readonly PlacedCameraFault[];
  /** `null` when it cannot be used as it is. */
  readonly found: FoundCalibration | null;
}

interface State {
  readonly cameras: readonly ForeignCamera[];
  readonly chosen: ForeignCamera | null;
  readonly placing: Placing;
}

/** The calibration of one camera while it is taken from files of another program. */
export class CameraImport {
  readonly #steps = new Steps<State>({ cameras: [], chosen: null, placing: guessPlacing([]) });

  /** Of the files that were read last; none until then. */
  get cameras(): readonly ForeignCamera[] {
    return this.#steps.now.cameras;
  }

  /** Which of them it is; `null` until that is known. */
  get chosen(): ForeignCamera | null {
    return this.#steps.now.chosen;
  }

  /** How their world lies on the plan: guessed, until somebody says otherwise. */
  get placing(): Placing {
    return this.#steps.now.placing;
  }

  /**
   * What was read before stays when these cannot be read.
   *
   * @throws WorkbenchError `camera-file/…`
   */
  async open(dropped: Promise<readonly DroppedFile[]>, camera: ProjectCamera): Promise<void> {
    const [files, { readCameraFiles }] = await Promise.all([
      dropped,
      fetchPart(() => import('#core/datasets/camera-files.ts')),
    ]);
    const texts = files.map(async ({ path, file }) => ({ file: path, text: await file.text() }));
    const cameras = readCameraFiles(await Promise.all(texts));
    const named = cameras.filter(({ name }) => [camera.name, camera.id].some((own) => plain(own) === plain(name)));
    const only = named.length === 1 ? named[0] : cameras.length === 1 ? cameras[0] : undefined;
    this.#steps.change({ cameras, chosen: only ?? null, placing: guessPlacing(cameras) });
  }

  choose(chosen: ForeignCamera | null): void {
    this.#steps.change({ chosen });
  }

  place(part: Partial<Placing>): void {
    this.#steps.change({ placing: { ...this.placing, ...part } });
  }

  get undoable(): boolean {
    return this.#steps.undoable;
  }

  get redoable(): boolean {
    return this.#steps.redoable;
  }

  undo(): void {
    this.#steps.undo();
  }

  redo(): void {
    this.#steps.redo();
  }

  /** @returns `null` while none is chosen. */
  on({ plan }: Project, camera: ProjectCamera): ImportedCamera | null {
    if (this.chosen === null) return null;
    const made = madeFor(this.chosen, camera);
    const model = placeCamera(this.chosen, camera, this.placing);
    if (model === null) return { model, made, height: null, faults: [], found: null };
    const faults = judgeCamera(model, plan.outline);
    const found = { method: 'imported file', camera: model, residualPx: null, residualCm: null } as const;
    return { model, made, height: cameraCentre(model).z, faults, found: isUsable(faults) ? found : null };
  }
}

/** `Cam_1` and `cam 1` are one name. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/gu, '');
