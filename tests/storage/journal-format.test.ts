import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';
import { packChunk, splitChunks, unpackChunk } from '#storage/journal-format.ts';
import frozen from '../fixtures/storage/journal-v1.json' with { type: 'json' };
import { anySceneInput, inputsAround } from '../support/scene-inputs.ts';

describe('a chunk of the journal', () => {
  test('gives back any inputs, bit for bit and in their order', () => {
    fc.assert(
      fc.property(fc.array(anySceneInput, { maxLength: 20 }), (inputs) => {
        expect(unpackChunk(packChunk(inputs), 'chunk')).toEqual(inputs);
      }),
    );
  });

  test('packs the same inputs to the same bytes', () => {
    expect(packChunk(inputsAround(4))).toEqual(packChunk(inputsAround(4)));
  });

  test('keeps a steady 60 Hz scale in little over five bytes a sample', () => {
    const count = 2040;
    const batch: SceneInput = {
      kind: 'readings',
      sensor: 'plate-1',
      time: micros(34_000_000),
      times: Float64Array.from({ length: count }, (_, i) => Math.round((i * 1e6) / 60)),
      values: new Float32Array(count).fill(380.25),
    };
    expect(packChunk([batch]).length).toBeLessThan(count * 5 + 50);
  });

  test('refuses a number that float32 cannot hold: it would come back different', () => {
    const [camera] = inputsAround(0);
    const fine = { ...camera, detections: [{ box: { x0: 0.1, y0: 0, x1: 1, y1: 1 }, score: 0.5, classId: 0 }] };
    expect(() => packChunk([fine as SceneInput])).toThrow('0.1 is none');
  });
});

describe('a damaged chunk', () => {
  const whole = packChunk(inputsAround(7));

  test('cut anywhere is refused', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => unpackChunk(whole.slice(0, length), 'chunk 3')).toThrow(/^chunk 3 is not a whole journal chunk/);
    }
  });

  test('with any one bit flipped is refused', () => {
    for (let byte = 0; byte < whole.length; byte++) {
      // Bytes 6 and 7 are zero for now and nobody reads them.
      if (byte === 6 || byte === 7) continue;
      for (let bit = 0; bit < 8; bit++) {
        const bad = whole.slice();
        bad[byte]! ^= 1 << bit;
        expect(() => unpackChunk(bad, 'chunk'), `bit ${bit} of byte ${byte}`).toThrow();
      }
    }
  });

  test('whose checksum is right but whose records are nonsense is refused, and asks for no more memory than it has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const forged = forge(body);
        try {
          unpackChunk(forged, 'chunk');
        } catch (error) {
          expect(error).toMatchObject({ code: 'archive/malformed', details: { entry: 'chunk' } });
        }
      }),
      { numRuns: 2000 },
    );
    // One camera record that announces 2^40 detections.
    const greedy = forge(Uint8Array.of(1, 0, 1, 1, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20));
    expect(() => unpackChunk(greedy, 'chunk')).toThrow(/things are announced where 0 bytes are left/);
  });

  test('of a newer version asks for an update', () => {
    const newer = whole.slice();
    newer[4] = 4;
    expect(() => unpackChunk(newer, 'chunk 1')).toThrow(
      expect.objectContaining({
        code: 'archive/newer-version',
        message: expect.stringContaining('chunk 1 was written'),
      }),
    );
  });
});

test('a chunk written by version 1 reads as it did, and is written so still', () => {
  const inputs = frozen.inputs.map((input) =>
    input.kind === 'readings'
      ? { ...input, times: Float64Array.from(input.times!), values: Float32Array.from(input.values!) }
      : input,
  );
  const chunk = Uint8Array.from(frozen.chunk.match(/../gu)!, (byte) => Number.parseInt(byte, 16));
  expect(unpackChunk(chunk, 'chunk')).toEqual(inputs);
  expect(packChunk(inputs as SceneInput[])).toEqual(chunk);
});

test('chunks one after another come apart where they were joined', () => {
  const chunks = [packChunk(inputsAround(1)), packChunk([]), packChunk(inputsAround(2))];
  const joined = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
  expect(splitChunks(joined, 'journal/000001.bin')).toEqual(chunks);
  expect(() => splitChunks(joined.slice(0, -1), 'journal/000001.bin')).toThrow(
    `journal/000001.bin at byte ${chunks[0]!.length + chunks[1]!.length} is not a whole journal chunk: it is cut short`,
  );
});

/** Any body under a header that vouches for it. */
function forge(body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(16 + body.length);
  chunk.set(packChunk([]).subarray(0, 8));
  chunk.set(body, 16);
  const header = new DataView(chunk.buffer);
  header.setUint32(8, body.length, true);
  header.setUint32(12, checksum(body), true);
  return chunk;
}

/** CRC-32 bit by bit, to have a second opinion on the table. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
