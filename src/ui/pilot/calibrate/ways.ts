import type { ProjectCamera } from '#core/planning/project.ts';
import type { CalibrationWay } from '#app/pilot/calibration.svelte.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

interface Way {
  readonly id: CalibrationWay;
  /** Of its tab: a word or two. */
  readonly label: Words;
  /** What to do first, in one sentence; left out by clicking, whose step changes with every click. */
  readonly about?: Words;
  /** Whether it can be taken for a camera; always when left out. */
  readonly when?: (camera: ProjectCamera) => boolean;
}

/** Every way to tell a camera where it hangs, in the order of their tabs. Each has a component of its own. */
export const WAYS: readonly Way[] = [
  { id: 'click', label: m.calibrate_way_click },
  { id: 'sheets', label: m.sheets_way, about: m.sheets_about },
  { id: 'import', label: m.calibrate_way_import, about: m.calibrate_import_step },
  {
    id: 'earlier',
    label: m.calibrate_way_earlier,
    about: m.calibrate_earlier_step,
    when: (camera) => camera.earlier !== undefined,
  },
];
