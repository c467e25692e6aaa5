import type { CalibrationMethod } from '#core/calibration/found-calibration.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

const WORDS: Readonly<Record<CalibrationMethod, Words>> = {
  'clicked points': m.calibrate_by_clicks,
  'printed sheets': m.calibrate_by_sheets,
  walking: m.calibrate_by_walking,
  'imported file': m.calibrate_by_file,
};

/** @param method - What a project says; what another program wrote there is shown as it is. */
export function methodWords(method: string): string {
  return Object.hasOwn(WORDS, method) ? WORDS[method as CalibrationMethod]() : method;
}
