import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from '#storage/crc32.ts';
import { hashBlob } from '#storage/sha256.ts';
import { writeZip } from '#storage/write-zip.ts';
import { readDirectory } from '#storage/zip-directory.ts';
import { findDirectory } from '#storage/zip-end.ts';
import { ZIP_LIMITS } from '#storage/zip-limits.ts';
import { directoryRecord, endRecords } from '#storage/zip-records.ts';
import { readZip } from '#storage/zip.ts';
import { type RawEntry, rawZip, rawZip64 } from '../support/raw-zip.ts';

const refuses = (why: string | RegExp) =>
  expect.objectContaining({ code: 'zip/refused', message: expect.stringMatching(why) as string }) as Error;

async function reading(entries: readonly RawEntry[], limits = ZIP_LIMITS): Promise<string[]> {
  const files = await readZip(rawZip(entries), limits, 'shop.zip');
  return Promise.all([...files.values()].map((file) => file.text()));
}

test('what was written is read, in its order, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 3000 }), fc.boolean()), {
        selector: ([path]) => path,
        maxLength: 5,
      }),
      async (files) => {
        const archive = await writeZip(files.map(([path, data, compress]) => ({ path, data, compress })));
        const read = await readZip(archive);
        expect([...read.keys()]).toEqual(files.map(([path]) => path));
        for (const [path, data] of files) {
          const blob = await read.get(path)!.blob();
          expect(new Uint8Array(await blob.arrayBuffer())).toEqual(data);
          expect(read.get(path)!.size).toBe(data.length);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('equal contents make equal archives, whatever the day', async () => {
  const write = () => writeZip([{ path: 'a/b.txt', data: 'hello hello hello' }]);
  const [first, second] = await Promise.all([write(), write()]);
  expect(new Uint8Array(await first.arrayBuffer())).toEqual(new Uint8Array(await second.arrayBuffer()));
});

test('a clip is stored as it is, a table is compressed', async () => {
  const data = 'a'.repeat(10_000);
  expect((await writeZip([{ path: 'cam1.webm', data }])).size).toBeGreaterThan(10_000);
  expect((await writeZip([{ path: 'cam1.csv', data }])).size).toBeLessThan(500);
});

test('entries may come one by one, as they are made', async () => {
  async function* entries() {
    yield { path: 'a.txt', data: 'first' };
    yield { path: 'b.txt', data: new Blob(['second']) };
  }
  const files = await readZip(await writeZip(entries()));
  expect(await files.get('b.txt')!.text()).toBe('second');
});

test('readings make the archive they made before: sessions that were interrupted then know it by its hash', async () => {
  const archive = await writeZip([
    { path: 'weights/gondola_1.csv', data: '1,2\n', compress: false },
    { path: 'réadings/ü.csv', data: '', compress: false },
  ]);
  expect(await hashBlob(archive)).toBe('512068374d28db56af391b7ae874eab05fcb39a4ad0ac31a8aa5a8dee7b5640c');
});

describe('what does not fit into 32 bits', () => {
  test('is written and read: a clip of five gigabytes behind six', async () => {
    const name = new TextEncoder().encode('cam1.webm');
    const entry = { name, deflated: false, crc: 7, packed: 5e9, size: 5e9, offset: 6e9 };
    const record = directoryRecord(entry);
    const read = await readDirectory(new Blob([record]), { entries: 1, at: 0, size: record.length });
    expect(read).toMatchObject([{ name: 'cam1.webm', packed: 5e9, size: 5e9, offset: 6e9, crc: 7 }]);
  });

  test('more files than 16 bits count', async () => {
    const directory = new Uint8Array(100);
    const place = { at: 0, size: 100, entries: 70_000 };
    expect(await findDirectory(new Blob([directory, endRecords(0, 100, 70_000)]))).toEqual(place);
  });

  test('may stand elsewhere though it is small', async () => {
    const wide = new Uint8Array(new BigUint64Array([5n, 5n]).buffer);
    const says = { size: 0xffffffff, compressedSize: 0xffffffff };
    expect(await reading([{ name: 'a', data: 'hello', says, fields: [[1, wide]] }])).toEqual(['hello']);
  });

  test('is refused when it stands nowhere, or twice', async () => {
    const says = { size: 0xffffffff, compressedSize: 0xffffffff };
    await expect(reading([{ name: 'a', data: 'x', says }])).rejects.toThrow(refuses('said to stand elsewhere'));
    const wide = [1, new Uint8Array(16)] as const;
    await expect(reading([{ name: 'a', data: 'x', says, fields: [wide, wide] }])).rejects.toThrow(refuses('twice'));
  });
});

test('folders are left out, and an ordinary archive of another program is read', async () => {
  expect(await reading([{ name: 'clips/' }, { name: 'clips/a.txt', data: 'hello', deflate: true }])).toEqual(['hello']);
});

describe('names', () => {
  test.each([
    ['../evil.txt', 'climbs out of the folder'],
    ['clips/../../evil.txt', 'climbs out of the folder'],
    ['/etc/passwd', 'is absolute'],
    ['C:/evil.txt', 'names a drive'],
    ['clips\\evil.txt', 'holds a backslash'],
    ['..\\evil.txt', 'holds a backslash'],
    ['a\0b.txt', 'holds a control character'],
    ['a//b.txt', 'has an empty part'],
    ['./a.txt', 'has an empty part'],
    ['../', 'climbs out of the folder'],
    ['', 'is empty'],
    ['a'.repeat(501), 'is longer than 500 characters'],
  ])('%j is refused: it %s', async (name, why) => {
    await expect(reading([{ name }])).rejects.toThrow(refuses(why));
  });

  test.each([
    ['the same name', 'a.txt', 'a.txt'],
    ['another letter case', 'Cam1.webm', 'cam1.WEBM'],
    ['another Unicode form', 'caf\u00e9.txt', 'cafe\u0301.txt'],
  ])('%s twice is refused', async (_, first, second) => {
    await expect(reading([{ name: first }, { name: second }])).rejects.toThrow(refuses('is there twice'));
  });

  test.each([
    ['of MS-DOS', Uint8Array.of(0x81, 0x2e, 0x9a), 'ü.Ü'],
    ['that are UTF-8 and do not say so', new TextEncoder().encode('café'), 'café'],
  ])('%s are read', async (_, name, read) => {
    const files = await readZip(rawZip([{ name, says: { flags: 0 } }]));
    expect([...files.keys()]).toEqual([read]);
  });

  test('in Unicode beside an old one are read, while they belong to it', async () => {
    const name = Uint8Array.of(0x81);
    const field = (crc: number) => {
      const bytes = new Uint8Array(5 + 2);
      bytes[0] = 1;
      new DataView(bytes.buffer).setUint32(1, crc, true);
      bytes.set(new TextEncoder().encode('ž'), 5);
      return [0x7075, bytes] as const;
    };
    const read = async (crc: number) => [
      ...(await readZip(rawZip([{ name, says: { flags: 0 }, fields: [field(crc)] }]))).keys(),
    ];
    expect(await read(crc32(name))).toEqual(['ž']);
    expect(await read(1)).toEqual(['ü']);
  });

  test('that mean something to HTML or JavaScript are only names', async () => {
    const names = ['<img src=x onerror=alert(1)>.txt', '__proto__', 'constructor', 'a & b "c".txt'];
    const files = await readZip(rawZip(names.map((name) => ({ name, data: name }))));
    expect([...files.keys()]).toEqual(names);
    expect(await files.get('__proto__')!.text()).toBe('__proto__');
    expect(({} as Record<string, unknown>)['path']).toBeUndefined();
  });
});

describe('bombs', () => {
  const zeros = new Uint8Array(3_000_000);

  test('an entry that declares a thousandfold is refused before it is unpacked', async () => {
    await expect(reading([{ name: 'a', data: zeros, deflate: true }])).rejects.toThrow(
      refuses('more than 200 times its size'),
    );
  });

  test('an entry that unpacks to more than it declares is stopped', async () => {
    const liar = { name: 'a', data: zeros, deflate: true, says: { size: 1000 } };
    await expect(reading([liar])).rejects.toThrow(refuses('"a" unpacks to more than it declares'));
  });

  test('an entry that unpacks to less is refused as well', async () => {
    const liar = { name: 'a', data: 'hello', deflate: true, says: { size: 1000 } };
    await expect(reading([liar])).rejects.toThrow(refuses('"a" unpacks to less than it declares'));
  });

  test('one entry over the limit, or all of them together, are refused', async () => {
    const data = new TextEncoder().encode(Array.from({ length: 2000 }, (_, i) => i * 7919).join());
    const limits = { ...ZIP_LIMITS, entryBytes: data.length, totalBytes: data.length * 2 };
    const named = (name: string) => ({ name, data, deflate: true });
    expect(await reading([named('a'), named('b')], limits)).toHaveLength(2);
    await expect(reading([named('a'), named('b'), named('c')], limits)).rejects.toThrow(refuses('its files would'));
    await expect(reading([named('a')], { ...limits, entryBytes: 100 })).rejects.toThrow(refuses('"a" would unpack to'));
  });

  test('entries that share their bytes are refused', async () => {
    const shared = { name: 'b', data: 'hello', says: { offset: 0 } };
    await expect(reading([{ name: 'a', data: 'hello' }, shared])).rejects.toThrow(refuses('share their bytes'));
  });

  test('an end record that claims a million files is refused, honest or not', async () => {
    await expect(readZip(rawZip64(1_000_000n), ZIP_LIMITS, 'shop.zip')).rejects.toThrow(
      refuses('shop.zip was not opened: it says it holds 1000000 files, 20000 are allowed'),
    );
    await expect(readZip(rawZip([{ name: 'a' }], 0xffff))).rejects.toThrow(refuses('it says it holds 65535 files'));
  });

  test('an end record that tells of fewer files than there are is refused', async () => {
    const entries = Array.from({ length: 30 }, (_, i) => ({ name: `f${i}` }));
    await expect(readZip(rawZip(entries, 5))).rejects.toThrow(refuses('was not opened'));
  });

  test('one file more than allowed is refused', async () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ name }));
    await expect(reading(entries, { ...ZIP_LIMITS, entries: 2 })).rejects.toThrow(refuses('holds 3 files, 2 are'));
  });

  test('a directory too large to be one is not even loaded', async () => {
    const entries = Array.from({ length: 200 }, (_, i) => ({ name: `${i}`.padStart(400, 'x') }));
    await expect(readZip(rawZip(entries, 2), { ...ZIP_LIMITS, entries: 10 })).rejects.toThrow(
      refuses('its directory is larger than 10240 bytes'),
    );
  });
});

describe('archives that cannot be read', () => {
  test('an encrypted entry says what to do', async () => {
    await expect(reading([{ name: 'a', data: 'x', says: { flags: 0x0801 } }])).rejects.toThrow(
      refuses('"a" is encrypted; save the archive without a password'),
    );
  });

  test('a method other than deflate is named', async () => {
    await expect(reading([{ name: 'a', data: 'x', says: { method: 12 } }])).rejects.toThrow(refuses('method 12'));
  });

  test('an entry that reaches past the end', async () => {
    const far = { name: 'a', data: 'x', says: { size: 9999, compressedSize: 9999 } };
    await expect(reading([far])).rejects.toThrow(refuses('reaches past the end'));
  });

  test('a stored entry with two sizes', async () => {
    await expect(reading([{ name: 'a', data: 'xx', says: { size: 1 } }])).rejects.toThrow(refuses('two sizes'));
  });

  test('a compressed entry whose checksum is wrong', async () => {
    const wrong = { name: 'a', data: 'hello', deflate: true, says: { crc: 1 } };
    await expect(reading([wrong])).rejects.toThrow(refuses('"a" is damaged: its checksum is wrong'));
  });

  test('a compressed entry that is not deflate', async () => {
    const broken = { name: 'a', data: 'hello hello', says: { method: 8, size: 20 } };
    await expect(reading([broken])).rejects.toThrow(refuses('"a" is damaged'));
  });

  test.each([
    ['nothing', new Blob([])],
    ['something else', new Blob(['%PDF-1.7 and so on'])],
  ])('%s is no archive', async (_, blob) => {
    await expect(readZip(blob, ZIP_LIMITS, 'shop.zip')).rejects.toThrow(refuses('shop.zip was not opened'));
  });

  test.each([
    ['before', (zip: Blob) => new Blob(['#!/bin/sh\n', zip])],
    ['behind', (zip: Blob) => new Blob([zip, 'more'])],
    ['that are an archive as well', (zip: Blob) => new Blob([zip, zip])],
  ])('bytes %s', async (_, wrapped) => {
    const whole = await writeZip([{ path: 'a.txt', data: 'hello' }]);
    await expect(readZip(wrapped(whole), ZIP_LIMITS, 'shop.zip')).rejects.toThrow(refuses('shop.zip was not opened'));
  });

  test('two ends, of which programs may take either', async () => {
    const inside = new Uint8Array(await rawZip([]).arrayBuffer());
    const whole = new Uint8Array(await rawZip([{ name: 'a' }]).arrayBuffer());
    whole[whole.length - 2] = inside.length; // the second archive is the comment of the first
    await expect(readZip(new Blob([whole, inside]))).rejects.toThrow(refuses('two ends'));
  });

  test('one of several parts', async () => {
    const bytes = new Uint8Array(await rawZip([{ name: 'a' }]).arrayBuffer());
    bytes[bytes.length - 18] = 1;
    await expect(readZip(new Blob([bytes]))).rejects.toThrow(refuses('several parts'));
  });

  test('half an archive is no archive', async () => {
    const whole = await writeZip([{ path: 'a.txt', data: 'hello' }]);
    await expect(readZip(whole.slice(0, whole.size - 30))).rejects.toThrow(refuses('was not opened'));
  });

  test('whatever bytes of an archive are changed, it is read or refused, and nothing else happens', async () => {
    const files = [
      { path: 'a.txt', data: 'hello hello hello hello' },
      { path: 'b.webm', data: 'a clip' },
    ];
    const whole = new Uint8Array(await (await writeZip(files)).arrayBuffer());
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          for (const file of (await readZip(new Blob([bytes]))).values()) await file.blob();
        } catch (error) {
          expect(error).toMatchObject({ code: 'zip/refused' });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a file is called by its name', async () => {
    await expect(readZip(new File(['x'], 'mine.zip'))).rejects.toThrow(refuses('mine.zip was not opened'));
  });
});
