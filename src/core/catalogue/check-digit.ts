/**
 * The last digit of a GTIN, GLN or SSCC.
 *
 * Source: GS1 General Specifications, §7.9.1 "Standard check digit calculations for GS1 data structures".
 */

/**
 * @param body - The digits before the check digit.
 * @returns 0 to 9: what brings the sum of digits, weighted 3, 1, 3, … from the right, to a multiple of 10.
 */
export function checkDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const weight = (body.length - i) % 2 === 1 ? 3 : 1;
    sum += weight * (body.charCodeAt(i) - 48);
  }
  return (10 - (sum % 10)) % 10;
}

/** Whether the last of the digits is the check digit of the others. */
export function hasCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === digits.charCodeAt(digits.length - 1) - 48;
}
