/** Money in minor units: an integer of cents, never a float of euros. */
export type Cents = number & { readonly __unit: 'cents' };
export const cents = (n: number): Cents => n as Cents;
