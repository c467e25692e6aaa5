import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';

/** How sure something is: `69%`, and `certain` where a percentage would say 100. @param probability - In [0, 1]. */
export function sureText(probability: number): string {
  if (probability >= 0.995) return m.evidence_certain();
  return percentText(probability);
}

/** `12 %` of a share. @param share - In [0, 1]. */
export function percentText(share: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A weight in whole grams, `105 g`. */
export function gramsText(grams: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'gram', maximumFractionDigits: 0 }).format(grams);
}

/** A change of weight, with its sign: `−105 g`. */
export function changeText(grams: number): string {
  const format = { style: 'unit', unit: 'gram', maximumFractionDigits: 0, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(getLocale(), format).format(grams).replace('-', '−');
}

export function numberText(value: number, digits = 0): string {
  return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits }).format(value);
}

/** @param currency - ISO 4217 */
export function moneyText(cents: number, currency: string): string {
  return new Intl.NumberFormat(getLocale(), { style: 'currency', currency }).format(cents / 100);
}
