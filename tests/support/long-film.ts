/** A film as long as one likes, written as a run records it: two seconds of it are encoded, and come again and again. */
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, MkvOutputFormat, Output } from 'mediabunny';
import type { Page } from 'playwright-core';

const FPS = 15;
/** s between two key frames, as in `clip-writer.ts` */
const LOOP = 2;
/** A tenth of what a run writes, so that it is quickly there. */
const BITRATE = 150_000;

/** @param page - Of any site, in a browser that encodes VP8; see `allowNames`. @returns 640 × 360 px, without an index. */
export async function filmOf(page: Page, seconds: number): Promise<Blob> {
  const loop = await encodeLoop(page);
  const target = new BufferTarget();
  const output = new Output({ format: new MkvOutputFormat({ appendOnly: true }), target });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source, { frameRate: FPS });
  await output.start();
  const decoderConfig = { codec: 'vp8', codedWidth: 640, codedHeight: 360 };
  for (let frame = 0; frame < seconds * FPS; frame++) {
    const { type, data } = loop[frame % loop.length]!;
    await source.add(new EncodedPacket(data, type, frame / FPS, 1 / FPS), { decoderConfig });
  }
  await output.finalize();
  return new Blob([target.buffer!], { type: 'video/x-matroska' });
}

async function encodeLoop(
  page: Page,
): Promise<readonly { readonly type: 'key' | 'delta'; readonly data: Uint8Array }[]> {
  const encoded = await page.evaluate(
    async ([fps, frames, bitrate]) => {
      const packets: { readonly type: 'key' | 'delta'; readonly base64: string }[] = [];
      const encoder = new VideoEncoder({
        output: (chunk) => {
          const bytes = new Uint8Array(chunk.byteLength);
          chunk.copyTo(bytes);
          const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
          packets.push({ type: chunk.type, base64: btoa(text) });
        },
        error: (error) => console.error(error),
      });
      encoder.configure({ codec: 'vp8', width: 640, height: 360, bitrate, framerate: fps });
      const canvas = new OffscreenCanvas(640, 360);
      const context = canvas.getContext('2d')!;
      for (let frame = 0; frame < frames; frame++) {
        context.fillStyle = '#c0c0c0';
        context.fillRect(0, 0, 640, 360);
        for (let shelf = 0; shelf < 48; shelf++) {
          context.fillStyle = `hsl(${shelf * 37} 40% 60%)`;
          context.fillRect((shelf % 8) * 80, Math.floor(shelf / 8) * 60, 78, 56);
        }
        context.fillStyle = '#303030';
        context.fillRect(40 + frame * 12, 120, 50, 160);
        const picture = new VideoFrame(canvas, { timestamp: Math.round((frame * 1e6) / fps) });
        encoder.encode(picture, { keyFrame: frame === 0 });
        picture.close();
      }
      await encoder.flush();
      encoder.close();
      return packets;
    },
    [FPS, FPS * LOOP, BITRATE] as const,
  );
  return encoded.map(({ type, base64 }) => ({ type, data: Buffer.from(base64, 'base64') }));
}
