import { getLocale } from '#messages/compiled/runtime.js';

/** As the language of the page writes it, without groups: `1,25`. */
export function decimalText(value: number, digits: number): string {
  return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits, useGrouping: false }).format(value);
}

/** @param text - With a comma or a point, whatever the language: keypads have one of the two. @returns `null` for no number. */
export function readDecimal(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(plain) ? Number(plain) : null;
}
