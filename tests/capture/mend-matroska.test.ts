import { readFileSync } from 'node:fs';
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny';
import { expect, test } from 'vitest';
import { mendMatroska } from '#capture/mend-matroska.ts';
import { data } from '../support/data.ts';

const clip = data('aifi-nanostore/video/cps-test-01-cam1.webm');

/** Bytes left of the file, and ffprobe's count of whole packets in them. */
const cuts = [
  [60_000, 0],
  [1_490_000, 149],
  [1_500_000, 150],
  [2_000_000, 211],
  [2_020_000, 215],
] as const;

test.skipIf(clip === null).each(cuts)(
  'of a clip cut after %d bytes, %d whole frames can be read',
  async (bytes, frames) => {
    const { file, cut } = await mendMatroska(new Blob([readFileSync(clip!).subarray(0, bytes)]));
    expect(cut).toBe(true);
    expect(await countPackets(file)).toBe(frames);
  },
);

test.skipIf(clip === null)('a whole clip is left as it is', async () => {
  const whole = new Blob([readFileSync(clip!)]);
  expect(await mendMatroska(whole)).toEqual({ file: whole, cut: false });
});

test('what is no Matroska file is left as it is', async () => {
  for (const bytes of [[], [0], [0x1a, 0x45, 0xdf, 0xa3], [0x1a, 0x45, 0xdf, 0xa3, 0x80, 1, 2, 3]]) {
    const file = new Blob([new Uint8Array(bytes)]);
    expect(await mendMatroska(file)).toEqual({ file, cut: false });
  }
});

async function countPackets(file: Blob): Promise<number> {
  using input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  const track = await input.getPrimaryVideoTrack();
  let count = 0;
  if (track !== null)
    for await (const packet of new EncodedPacketSink(track).packets()) count += Math.min(1, packet.byteLength);
  return count;
}
