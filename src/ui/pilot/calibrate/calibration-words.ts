import type { ProjectCamera } from '#core/planning/project.ts';
import { m } from '#messages/compiled/messages.js';
import { dayText } from '#ui/pilot/calibrate/day-text.ts';
import { centimetres, pixels } from '#ui/pilot/calibrate/lengths.ts';
import { methodWords } from '#ui/pilot/calibrate/method-words.ts';

/** How, when and how well a camera was calibrated, and whether it was moved since, in a line. */
export function calibrationWords({
  method,
  date,
  residualPx,
  residualCm,
  stale,
}: ProjectCamera['calibration']): string {
  const words = [m.calibrate_made({ method: methodWords(method), date: dayText(date) })];
  if (residualPx !== null) {
    const off = residualCm === null ? pixels(residualPx) : centimetres(residualCm);
    words.push(m.calibrate_made_off({ distance: off }));
  }
  if (stale) words.push(m.calibrate_made_moved());
  return words.join(', ');
}
