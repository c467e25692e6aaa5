/**
 * UPC-E: a 12-digit UPC-A with its zeros left out, 8 digits on a small pack.
 *
 * Source: GS1 General Specifications, §5.2.2.4.2 "Encoding in UPC-E", read backwards.
 */

/**
 * @param code - 8 digits: number system 0 or 1, six digits, the check digit of the UPC-A.
 * @returns The 12 digits of the UPC-A, its check digit taken over unchecked; `null` when `code` has another form.
 */
export function expandUpcE(code: string): string | null {
  const parts = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/u.exec(code);
  if (!parts) return null;
  const [, system = '', a = '', b = '', c = '', d = '', e = '', last = '', check = ''] = parts;
  return system + middle(a, b, c, d, e, last) + check;
}

/** The ten digits between number system and check digit; `last` says where the zeros were. */
function middle(a: string, b: string, c: string, d: string, e: string, last: string): string {
  if (last <= '2') return `${a}${b}${last}0000${c}${d}${e}`;
  if (last === '3') return `${a}${b}${c}00000${d}${e}`;
  if (last === '4') return `${a}${b}${c}${d}00000${e}`;
  return `${a}${b}${c}${d}${e}0000${last}`;
}
