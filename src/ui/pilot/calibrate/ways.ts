import type { CalibrationWay } from '#app/pilot/calibration.svelte.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

interface Way {
  readonly id: CalibrationWay;
  /** Of its tab: a word or two. */
  readonly label: Words;
  /** What to do first, in one sentence; left out by clicking, whose step changes with every click. */
  readonly about?: Words;
}

/** Every way to tell a camera where it hangs, in the order of their tabs. Each has a component of its own. */
export const WAYS: readonly Way[] = [
  { id: 'click', label: m.calibrate_way_click },
  { id: 'sheets', label: m.sheets_way, about: m.sheets_about },
];
