import { getLocale } from '#messages/compiled/runtime.js';

/** `40 s`, `12 min`, `1 h 5 min`, `3 days`, in the language in force. @param seconds - Not negative. */
export function durationText(seconds: number): string {
  const part = (value: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(getLocale(), {
      style: 'unit',
      unit,
      unitDisplay: unit === 'day' ? 'long' : 'narrow',
    }).format(value);
  if (seconds < 100) return part(Math.round(seconds), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return part(minutes, 'minute');
  if (minutes >= 48 * 60) return part(Math.floor(minutes / (24 * 60)), 'day');
  return `${part(Math.floor(minutes / 60), 'hour')} ${part(minutes % 60, 'minute')}`;
}
