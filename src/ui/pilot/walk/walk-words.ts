import { LEAST_SHARED, type WalkFault } from '#core/calibration/walk-fault.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';
import { durationText } from '#ui/kit/duration-text.ts';
import { centimetres, metres } from '#ui/pilot/calibrate/lengths.ts';

/**
 * Why a walk does not tell where a camera hangs, and what to do.
 *
 * @param camera - As the person calls it. @param stored - It was looked at before, in a session that is stored.
 */
export function walkFaultWords(fault: WalkFault, camera: string, stored: boolean): string {
  switch (fault.kind) {
    case 'uncalibrated':
      return m.walk_fault_uncalibrated({ camera });
    case 'nobody':
      return m.walk_fault_nobody({ camera });
    case 'several':
      return m.walk_fault_several({ camera, seconds: seconds(fault.seconds) });
    case 'seldom':
      return (stored ? m.walk_fault_seldom_stored : m.walk_fault_seldom)({ camera, time: tenths(fault.seconds) });
    case 'backwards':
      return m.walk_fault_backwards({ camera, time: duration(fault.seconds) });
    case 'apart':
      return m.walk_fault_apart({ camera, time: duration(fault.seconds) });
    case 'overlap':
      return m.walk_fault_overlap({ camera, seconds: seconds(fault.seconds), least: seconds(LEAST_SHARED) });
    case 'still':
      return m.walk_fault_still({ camera, distance: metres(fault.metres) });
    case 'line':
      return m.walk_fault_line({ camera, distance: metres(fault.metres) });
    case 'no-camera':
      return m.walk_fault_no_camera({ camera });
    case 'poor':
      return m.walk_fault_poor({ camera, distance: centimetres(fault.cm) });
  }
}

/** How late a clock is: in ms while that is little, `−103 ms`. */
export function lateText(late: number): string {
  const short = Math.abs(late) < 1;
  const format = {
    style: 'unit',
    unit: short ? 'millisecond' : 'second',
    maximumFractionDigits: short ? 0 : 2,
    signDisplay: 'exceptZero',
  } as const;
  return new Intl.NumberFormat(getLocale(), format).format(short ? 1000 * late : late).replace('-', '−');
}

/** Two of three clocks are nearer. @param sigma - s */
export const sureText = (sigma: number): string =>
  new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(
    Math.max(1, 1000 * sigma),
  );

export const seconds = (value: number): string =>
  new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'second', maximumFractionDigits: 0 }).format(value);

const tenths = (value: number): string =>
  new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(value);

/** Hours are said as hours. */
const duration = (value: number): string => (value < 60 ? seconds(value) : durationText(value));
