import type { ProjectCamera } from '#core/planning/project.ts';
import { m } from '#messages/compiled/messages.js';
import { dayText } from '#ui/pilot/calibrate/day-text.ts';
import { centimetres, pixels } from '#ui/pilot/calibrate/lengths.ts';
import { methodWords } from '#ui/pilot/calibrate/method-words.ts';

/** How, when and how well a camera was calibrated, in a line. */
export function calibrationWords({ method, date, residualPx, residualCm }: ProjectCamera['calibration']): string {
  const made = m.calibrate_made({ method: methodWords(method), date: dayText(date) });
  if (residualPx === null) return made;
  const off = residualCm === null ? pixels(residualPx) : centimetres(residualCm);
  return `${made}, ${m.calibrate_made_off({ distance: off })}`;
}
