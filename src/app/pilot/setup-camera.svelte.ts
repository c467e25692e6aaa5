import type { Project, ProjectCamera } from '#core/planning/project.ts';
import type { CameraFailure } from '#capture/cameras.ts';
import { type CameraCalibration, beginCalibration } from '#app/pilot/calibration.svelte.ts';
import type { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';

/** A camera of this device, as it is chosen and looked at before a run. */
export class SetupCamera {
  /** The browser's id. */
  readonly id: string;
  readonly label: string;
  /** As the person calls it. */
  name = $state('');
  state = $state<'off' | 'opening' | 'on' | CameraFailure>('off');
  /** What it sees now; `null` unless it is on. */
  stream = $state.raw<MediaStream | null>(null);
  /** How much of the network it gets against the others, as the person chose it. */
  priority = $state(1);
  /** As it was set up before: its masks and its calibration. */
  known = $state.raw<ProjectCamera | null>(null);
  #calibration: CameraCalibration | null = null;

  constructor(id: string, label: string, name: string, known: ProjectCamera | null) {
    this.id = id;
    this.label = label;
    this.name = known?.name ?? name;
    this.priority = known?.priority ?? 1;
    this.known = known;
  }

  get chosen(): boolean {
    return this.state !== 'off';
  }

  /** Its calibration as far as it has got; begun with `project` when there is none. @param sheets - On the floor of all cameras. */
  calibrating(project: Project, sheets: SheetFloor): CameraCalibration {
    const camera = project.cameras[0]!;
    const before = this.#calibration?.camera;
    // Marks are px of a picture: of one of another size they say nothing.
    if (!this.#calibration || before?.width !== camera.width || before.height !== camera.height)
      this.#calibration = beginCalibration(project, camera, sheets);
    return this.#calibration;
  }
}
