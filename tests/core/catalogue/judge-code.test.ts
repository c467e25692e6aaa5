import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigit, hasCheckDigit } from '#core/catalogue/check-digit.ts';
import { judgeCode } from '#core/catalogue/judge-code.ts';
import { expandUpcE } from '#core/catalogue/upc-e.ts';

describe('codes published as examples', () => {
  test.each([
    ['6291041500213', 'GTIN-13 of the GS1 check digit page'],
    ['4006381333931', 'EAN-13, Wikipedia "International Article Number"'],
    ['5901234123457', 'EAN-13'],
    ['73513537', 'EAN-8, Wikipedia "EAN-8"'],
    ['96385074', 'EAN-8'],
    ['036000291452', 'UPC-A, Wikipedia "Universal Product Code"'],
    ['614141000036', 'UPC-A of the GS1 specifications'],
    ['10614141000415', 'GTIN-14 of the GS1 specifications'],
    ['04252614', 'UPC-E, Wikipedia "Universal Product Code"'],
    ['071063437089', 'printed on a bag of crisps'],
    ['632565000012', 'printed on a bottle of water'],
  ])('%s passes: %s', (code) => {
    expect(judgeCode(code)).toEqual({ ok: true });
  });

  test('a check digit is found again', () => {
    expect(checkDigit('629104150021')).toBe(3);
    expect(checkDigit('03600029145')).toBe(2);
  });
});

describe('UPC-E', () => {
  test.each([
    ['04252614', '042100005264'],
    ['06543217', '065100004327'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234589', '012345000089'],
  ])('%s is %s with its zeros left out', (short, long) => {
    expect(expandUpcE(short)).toBe(long);
  });

  test.each(['24252614', '0425261', '042526144', '0425261x', ''])('"%s" is none', (code) => {
    expect(expandUpcE(code)).toBeNull();
  });
});

describe('doubtful codes say why', () => {
  test.each([
    ['111111111111', 'ends in 1, its check digit would be 7'],
    ['01', 'has 2 digits, a GTIN has 8, 12, 13 or 14'],
    ['3.5', 'holds more than digits'],
    ['681131161725 681131161718', 'holds more than digits'],
    ['', 'holds more than digits'],
    ['٠٣٦٠٠٠٢٩١٤٥٢', 'holds more than digits'],
  ])('"%s" %s', (code, why) => {
    expect(judgeCode(code)).toEqual({ ok: false, why });
  });
});

describe('the check digit', () => {
  const body = fc.constantFrom(7, 11, 12, 13).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)));

  test('of any body makes a code that passes', () => {
    fc.assert(fc.property(body, (digits) => judgeCode(`${digits}${checkDigit(digits)}`).ok));
  });

  test('notices any single wrong digit', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, where, change) => {
        const code = `${digits}${checkDigit(digits)}`;
        const at = where % code.length;
        const wrong = (Number(code[at]) + change) % 10;
        expect(hasCheckDigit(code.slice(0, at) + String(wrong) + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  test('does not notice leading zeros: a GTIN-8 or -12 written with 14 digits is the same', () => {
    fc.assert(fc.property(body, (digits) => checkDigit(digits.padStart(13, '0')) === checkDigit(digits)));
  });
});
