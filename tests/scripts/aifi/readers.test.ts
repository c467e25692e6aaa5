import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../scripts/aifi/csv.ts';
import { createCodeLookup } from '../../../scripts/aifi/join-codes.ts';
import { isoMicros } from '../../../scripts/aifi/nanostore.ts';
import { secondsOf } from '../../../scripts/aifi/plate-batches.ts';
import { facingsOfPlaced } from '../../../scripts/aifi/planogram.ts';
import { readTar } from '../../../scripts/aifi/tar.ts';
import { rotate, toWorld } from '../../../scripts/aifi/transform.ts';

describe('CSV', () => {
  test('a quoted cell holds commas, quotes and line ends', () => {
    expect(readCsv('b,a\r\n"x, ""y""\n\n",1\r\n,2\n', ['a', 'b'], 'f.csv')).toEqual([
      { a: '1', b: 'x, "y"\n\n' },
      { a: '2', b: '' },
    ]);
  });

  test('a missing column is named', () => {
    expect(() => readCsv('a\n1\n', ['a', 'b'], 'f.csv')).toThrow('f.csv:1: there is no column "b".');
  });
});

describe('tar', () => {
  /** A ustar header and its file. */
  function entry(path: string, text: string): Uint8Array {
    const block = new Uint8Array(512 + Math.ceil(text.length / 512) * 512);
    const put = (at: number, value: string) => block.set(new TextEncoder().encode(value), at);
    put(0, path);
    put(124, text.length.toString(8).padStart(11, '0'));
    put(156, '0');
    put(257, 'ustar');
    put(148, ' '.repeat(8));
    put(
      148,
      `${block
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
    );
    put(512, text);
    return block;
  }
  const archive = Uint8Array.from([
    ...entry('test1/a.csv', '1,2\n'),
    ...entry('b', 'x'.repeat(600)),
    ...new Uint8Array(1024),
  ]);

  test('gives its files', () => {
    expect([...readTar(archive, 'x.tar')]).toEqual([
      { path: 'test1/a.csv', text: '1,2\n' },
      { path: 'b', text: 'x'.repeat(600) },
    ]);
  });

  test('cut short, or with a broken header, is refused', () => {
    expect(() => [...readTar(archive.slice(0, 512), 'x.tar')]).toThrow('x.tar: it ends in the middle of a file.');
    const broken = archive.slice();
    broken[0] = 0x7a;
    expect(() => [...readTar(broken, 'x.tar')]).toThrow('x.tar: no header at byte 0.');
  });
});

describe('transforms', () => {
  test('a quarter turn to the right takes x to -y', () => {
    const [x, y, z] = rotate([0, 0, -Math.PI / 2], [1, 0, 5]);
    expect(x).toBeCloseTo(0, 12);
    expect(y).toBeCloseTo(-1, 12);
    expect(z).toBeCloseTo(5, 12);
  });

  test('a turn around the diagonal changes the axes round', () => {
    const third = (2 * Math.PI) / 3 / Math.sqrt(3);
    const [x, y, z] = rotate([third, third, third], [1, 0, 0]);
    expect([x, y, z].map((n) => Math.round(n * 1e12) / 1e12 + 0)).toEqual([0, 1, 0]);
  });

  test('parents carry their children, the outermost last', () => {
    const turned = { translation: [10, 0, 0], rotation: [0, 0, Math.PI / 2] } as const;
    const moved = { translation: [1, 0, 2], rotation: [0, 0, 0] } as const;
    const [x, y, z] = toWorld([turned, moved], [0.5, 0, 0]);
    expect(x).toBeCloseTo(10, 12);
    expect(y).toBeCloseTo(1.5, 12);
    expect(z).toBe(2);
  });
});

describe('codes for a catalogue without', () => {
  const product = (name: string, weight: number | null) => ({ name, weight, price: null });
  const codeOf = createCodeLookup([
    { code: '1', ...product('Soap', 765) },
    { code: '2', ...product('Soap', 1.69) },
    { code: '3', ...product('Tea', 20) },
  ]);

  test.each([
    ['the weight decides between namesakes', product('Soap', 1.7), '2'],
    ['the only one of its name is it, at any weight', product('Tea', 25), '3'],
    ['none of several namesakes, when the weight fits none', product('Soap', 50), 'name:soap'],
    ['a name nobody knows', product('Jam & “Bread”', 1), 'name:jam-bread'],
  ])('%s', (_, wanted, code) => {
    expect(codeOf(wanted)).toBe(code);
  });
});

test('neighbouring plates of one product are one facing, a gap makes two, and -1 is no shelf', () => {
  const at = (code: string, plate: number) => ({ code, plate, gondola: 1, shelf: 2, name: code, weight: 1, price: 1 });
  expect(facingsOfPlaced([at('b', 3), at('a', 2), at('a', 1), at('b', 5), at('c', -1)])).toEqual([
    { id: 'f-g1-s2-p1', gtin: 'a', plates: ['g1-s2-p1', 'g1-s2-p2'] },
    { id: 'f-g1-s2-p3', gtin: 'b', plates: ['g1-s2-p3'] },
    { id: 'f-g1-s2-p5', gtin: 'b', plates: ['g1-s2-p5'] },
  ]);
});

test('times keep their microseconds', () => {
  expect(secondsOf('2020-04-22T05:06:34.630447Z')).toBe(1587531994.630447);
  expect(secondsOf('2020-04-22T05:06:34Z')).toBe(1587531994);
  expect(isoMicros(1580250245.089647)).toBe('2020-01-28T22:24:05.089647Z');
  expect(isoMicros(1580250245)).toBe('2020-01-28T22:24:05.000000Z');
});
