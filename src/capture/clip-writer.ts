/** One camera's frames into one Matroska file that can be read up to its last second, whatever ends the writing. */
import {
  MkvOutputFormat,
  Output,
  Quality,
  StreamTarget,
  type StreamTargetChunk,
  VideoSample,
  VideoSampleSource,
  getFirstEncodableVideoCodec,
} from 'mediabunny';
import { type Polygon, maskSpans } from '#core/detection/masks.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export interface RecordedCamera {
  readonly camera: string;
  /** What its file is called, without extension. */
  readonly file: string;
  /** px */
  readonly width: number;
  readonly height: number;
  /** Painted over before anything is stored, px of the frame. */
  readonly masks: readonly Polygon[];
}

/** As a worker opens it in OPFS. */
interface ClipFile {
  /** @returns Bytes written. @throws A `QuotaExceededError` */
  write(data: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

export interface ClipWriter {
  /** Written so far. */
  readonly bytes: number;
  /** @throws A `QuotaExceededError`, or what the encoder reports. */
  add(frame: VideoFrame): Promise<void>;
  /** What is written goes to the disk. */
  flush(): void;
  /** Never throws: what could be written is there. */
  end(): Promise<void>;
}

/** Best first: small files, then what every browser can. */
const CODECS = ['avc', 'vp9', 'vp8'] as const;
/** Bits a pixel: a shelf with people at 15 frames a second. */
const BITS_PER_PIXEL = 4;
/** Every so many seconds a picture that needs no other, so that whoever seeks does not wait. */
const KEY_FRAME_INTERVAL = 2;
const FPS = 15;

/** @param open - Makes the file. @throws WorkbenchError `record/no-codec` */
export async function openClipWriter(camera: RecordedCamera, open: () => Promise<ClipFile>): Promise<ClipWriter> {
  const { width, height } = camera;
  const quality = new Quality({ bitrate: Math.round(width * height * BITS_PER_PIXEL) });
  const codec = await getFirstEncodableVideoCodec([...CODECS], { width, height, quality });
  if (codec === null) {
    throw new WorkbenchError('record/no-codec', 'This browser cannot write video, so nothing can be recorded.');
  }
  const file = await open();
  let bytes = 0;
  const failed: { why: Error | null } = { why: null };
  const assertWhole = () => {
    if (failed.why !== null) throw failed.why;
  };
  const target = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => {
      try {
        if (file.write(data, { at: position }) < data.length) throw new DOMException('disk full', 'QuotaExceededError');
        bytes = Math.max(bytes, position + data.length);
      } catch (error) {
        failed.why ??=
          error instanceof Error ? error : new Error('The recording could not be written', { cause: error });
        // Half a block at the end is as good as none.
        file.truncate(position);
        throw error;
      }
    },
  });
  const output = new Output({ format: new MkvOutputFormat({ appendOnly: true }), target: new StreamTarget(target) });
  const source = new VideoSampleSource({
    codec,
    quality,
    keyFrameInterval: KEY_FRAME_INTERVAL,
    // In real time an encoder may leave frames out, and boxes would stand on others than they were found in.
    latencyMode: 'quality',
  });
  output.addVideoTrack(source, { frameRate: FPS });
  await output.start();
  const masked = createMasker(camera);

  return {
    get bytes() {
      return bytes;
    },
    add: async (frame) => {
      assertWhole();
      const painted = masked(frame);
      const sample = new VideoSample(painted);
      try {
        await source.add(sample);
      } catch (error) {
        throw failed.why ?? error;
      } finally {
        sample.close();
        painted.close();
      }
      assertWhole();
    },
    flush: () => {
      if (failed.why === null) file.flush();
    },
    end: async () => {
      await output.finalize().catch(() => undefined);
      file.flush();
      file.close();
    },
  };
}

/** A copy of a frame with every pixel that a mask touches painted black. */
function createMasker({ width, height, masks }: RecordedCamera): (frame: VideoFrame) => VideoFrame {
  const spans = maskSpans(masks, width, height);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  return (frame) => {
    // What has no format the encoder cannot read; painted it has one.
    const asItIs = spans.length === 0 && frame.format !== null;
    if (asItIs && frame.displayWidth === width && frame.displayHeight === height) return frame.clone();
    context.drawImage(frame, 0, 0, width, height);
    context.fillStyle = '#000000';
    for (const { y, from, to } of spans) context.fillRect(from, y, to - from, 1);
    return new VideoFrame(canvas, { timestamp: frame.timestamp, alpha: 'discard' });
  };
}
