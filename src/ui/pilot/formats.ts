import { getLocale } from '#messages/compiled/runtime.js';

/** @param probability - In [0, 1]. */
export function percentText(probability: number): string {
  const digits = probability > 0.995 && probability < 1 ? 1 : 0;
  return new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: digits }).format(probability);
}

/** A weight in whole grams, `105 g`. */
export function gramsText(grams: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'gram', maximumFractionDigits: 0 }).format(grams);
}

/** A change of weight, with its sign: `−105 g`. */
export function changeText(grams: number): string {
  const format = { style: 'unit', unit: 'gram', maximumFractionDigits: 0, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(getLocale(), format).format(grams);
}

export function numberText(value: number, digits = 0): string {
  return new Intl.NumberFormat(getLocale(), { maximumFractionDigits: digits }).format(value);
}

/** @param currency - ISO 4217 */
export function moneyText(cents: number, currency: string): string {
  return new Intl.NumberFormat(getLocale(), { style: 'currency', currency }).format(cents / 100);
}
