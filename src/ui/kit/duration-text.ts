import { getLocale } from '#messages/compiled/runtime.js';

/** `40 s`, `12 min`, `1 h 5 min`, in the language in force. @param seconds - Not negative. */
export function durationText(seconds: number): string {
  const part = (value: number, unit: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'narrow' }).format(value);
  if (seconds < 100) return part(Math.round(seconds), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return part(minutes, 'minute');
  return `${part(Math.floor(minutes / 60), 'hour')} ${part(minutes % 60, 'minute')}`;
}
