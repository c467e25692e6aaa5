import { getLocale } from '#messages/compiled/runtime.js';

export function centimetres(value: number): string {
  return new Intl.NumberFormat(getLocale(), {
    style: 'unit',
    unit: 'centimeter',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

export function pixels(value: number): string {
  return `${new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(value)} px`;
}

export function metres(value: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'meter', maximumFractionDigits: 2 }).format(value);
}

export function percent(share: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A share in percent, to a tenth of one. */
export function tenths(share: number): string {
  return new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
