/**
 * One colour a shopper, the same everywhere. Eight hues that people with any colour vision tell apart.
 *
 * Source: B. Wong, *Points of view: Color blindness*, Nature Methods 8 (2011) 441.
 */
const PALETTE = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#999999'] as const;

/** @param shopper - `S1`, `S2`, …; `null` for a track that is nobody's yet. */
export function shopperColour(shopper: string | null): string {
  if (shopper === null) return '#ffffff';
  const number = Number.parseInt(shopper.replace(/\D+/g, ''), 10);
  return PALETTE[(Number.isNaN(number) ? 0 : number - 1) % PALETTE.length]!;
}
