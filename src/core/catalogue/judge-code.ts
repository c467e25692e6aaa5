/** Whether a code can be what is printed on a pack. Foreign catalogues are kept as they are; doubtful codes are listed. */
import { checkDigit, hasCheckDigit } from '#core/catalogue/check-digit.ts';
import { expandUpcE } from '#core/catalogue/upc-e.ts';

export type CodeVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

const LENGTHS: readonly number[] = [8, 12, 13, 14];
const ok: CodeVerdict = { ok: true };

/** A GTIN-8, -12, -13 or -14 with a right check digit passes, and so does a UPC-E. */
export function judgeCode(code: string): CodeVerdict {
  if (!/^\d+$/u.test(code)) return { ok: false, why: 'holds more than digits' };
  if (!LENGTHS.includes(code.length)) {
    return { ok: false, why: `has ${code.length} digits, a GTIN has 8, 12, 13 or 14` };
  }
  if (hasCheckDigit(code)) return ok;
  const upcA = expandUpcE(code);
  if (upcA !== null && hasCheckDigit(upcA)) return ok;
  return { ok: false, why: `ends in ${code.slice(-1)}, its check digit would be ${checkDigit(code.slice(0, -1))}` };
}
