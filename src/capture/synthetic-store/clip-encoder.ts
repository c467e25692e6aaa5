/** Frames of a simulated camera into one VP9 WebM file in memory. */
import {
  BufferTarget,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  canEncodeVideo,
} from 'mediabunny';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export interface ClipEncoder {
  /** @param time - s from the beginning. */
  add(canvas: OffscreenCanvas, time: number): Promise<void>;
  end(): Promise<ArrayBuffer>;
}

/** Bits a pixel and frame: simulated stores hold still. */
const BITS_PER_PIXEL = 0.036;
/** s */
const KEY_FRAME_INTERVAL = 8;

/** Bits a second of one clip. */
export const bitrateOf = (width: number, height: number, fps: number): number =>
  Math.round(width * height * fps * BITS_PER_PIXEL);

/** @throws WorkbenchError `synth/no-encoder` */
export async function openClipEncoder(width: number, height: number, fps: number): Promise<ClipEncoder> {
  const quality = new Quality({ bitrate: bitrateOf(width, height, fps) });
  if (!(await canEncodeVideo('vp9', { width, height, quality })))
    throw new WorkbenchError(
      'synth/no-encoder',
      'This browser cannot write VP9 video, so no clips of a simulated store can be made. The recordings that come with OpenAisle play all the same.',
    );
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new VideoSampleSource({
    codec: 'vp9',
    quality,
    keyFrameInterval: KEY_FRAME_INTERVAL,
    latencyMode: 'quality',
  });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  return {
    add: async (canvas, time) => {
      const sample = new VideoSample(canvas, { timestamp: time, duration: 1 / fps });
      await source.add(sample).finally(() => sample.close());
    },
    end: async () => {
      await output.finalize();
      return target.buffer!;
    },
  };
}
