import type { ProjectCamera } from '#core/planning/project.ts';
import type { CameraFailure } from '#capture/cameras.ts';

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
  /** As it was set up before: its masks and its calibration. */
  readonly known: ProjectCamera | null;

  constructor(id: string, label: string, name: string, known: ProjectCamera | null) {
    this.id = id;
    this.label = label;
    this.name = known?.name ?? name;
    this.known = known;
  }

  get chosen(): boolean {
    return this.state !== 'off';
  }
}
