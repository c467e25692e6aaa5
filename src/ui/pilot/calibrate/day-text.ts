import { getLocale } from '#messages/compiled/runtime.js';

/** @param date - ISO 8601, or whatever a foreign project says, which is shown as it is. */
export function dayText(date: string): string {
  const day = new Date(date);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}
