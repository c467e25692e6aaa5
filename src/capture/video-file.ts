/** A clip from a file: mediabunny takes the container apart, WebCodecs decodes. */
import {
  BlobSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from 'mediabunny';
import { codecName } from '#capture/codec-names.ts';
import { decodeVideo } from '#capture/decode.ts';
import type { FrameSource } from '#capture/frame-source.ts';
import { mendMatroska } from '#capture/mend-matroska.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';

/** What video comes in. Sound files and playlists are read by no one here, so nobody fetches how. */
const CONTAINERS = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS];

export interface ClipOptions {
  /** As the user knows it. */
  readonly file: string;
  readonly camera: string;
  /** When the clip's own time 0 is, µs of the session. */
  readonly offset: Micros;
}

/** A clip that did not give all it promised. */
export interface ClipNotice {
  /** `truncated`: the file ends early. `damaged`: the decoder could not go on. */
  readonly kind: 'truncated' | 'damaged';
  readonly file: string;
  /** Whole frames there were. */
  readonly frames: number;
  /** Of the last one, µs of the session. */
  readonly lastTime: Micros;
}

export interface Clip extends FrameSource, Disposable {
  /** @param from - Begins at the last key frame that is not later, µs of the session; at the first one when left out. */
  frames(signal: AbortSignal, from?: Micros): AsyncIterable<VideoFrame>;
  readonly file: string;
  /** Of its first frame, µs of the session. */
  readonly start: Micros;
  /** As the file says, µs; `null` when it does not. */
  readonly duration: Micros | null;
  /** As shown, px. */
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  /** What was wrong; known once `frames` has ended. */
  readonly notice: ClipNotice | null;
}

/**
 * @throws WorkbenchError `clip/unreadable` when there is no video in the file, `clip/undecodable` when this browser
 *   cannot decode it.
 */
export async function openClip(blob: Blob, options: ClipOptions): Promise<Clip> {
  const mended = await mendMatroska(blob);
  const input = new Input({ formats: CONTAINERS, source: new BlobSource(mended.file) });
  try {
    return await readClip(input, mended.cut, options);
  } catch (error) {
    input.dispose();
    throw error instanceof WorkbenchError ? error : unreadable(options.file, 'it is no video file', error);
  }
}

async function readClip(input: Input, cut: boolean, { file, camera, offset }: ClipOptions): Promise<Clip> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw unreadable(file, 'there is no video in it');
  const config = await decodable(track, file);
  const packets = new EncodedPacketSink(track);
  const first = await packets.getFirstPacket({ metadataOnly: true });
  if (first === null) {
    throw unreadable(file, 'it ends before its first whole frame');
  }
  const seconds = await track.getDurationFromMetadata();
  let notice: ClipNotice | null = null;

  return {
    file,
    camera,
    start: micros(offset + Math.round(first.timestamp * MICROS_PER_SECOND)),
    duration: seconds === null ? null : micros(Math.round(seconds * MICROS_PER_SECOND)),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    codec: config.codec,
    get notice() {
      return notice;
    },
    async *frames(signal, from) {
      let [frames, lastTime, end] = [0, offset, 0];
      const say = (kind: ClipNotice['kind']) => (notice = { kind, file, frames, lastTime });
      try {
        for await (const frame of decodeVideo(config, chunks(), signal)) {
          frames++;
          lastTime = micros(frame.timestamp);
          yield frame;
        }
      } catch (error) {
        if (frames === 0) throw unreadable(file, 'its first frame cannot be decoded', error);
        say('damaged');
      }
      const short = cut || (seconds !== null && end < seconds - SLACK);
      if (short && notice === null && !signal.aborted) say('truncated');

      async function* chunks() {
        const key = from === undefined ? null : await packets.getKeyPacket((from - offset) / MICROS_PER_SECOND);
        for await (const packet of packets.packets(key ?? undefined)) {
          end = Math.max(end, packet.timestamp + packet.duration);
          yield chunkOf(packet, offset);
        }
      }
    },
    [Symbol.dispose]: () => input.dispose(),
  };
}

/** A file's length is that of its longest track. A picture that ends this many seconds before the sound is whole. */
const SLACK = 1;

/** WebCodecs counts whole µs; so do we, from here on. */
function chunkOf({ type, data, timestamp, duration }: EncodedPacket, offset: Micros): EncodedVideoChunk {
  const µs = (seconds: number) => Math.round(seconds * MICROS_PER_SECOND);
  return new EncodedVideoChunk({ type, data, timestamp: offset + µs(timestamp), duration: µs(duration) });
}

async function decodable(track: InputVideoTrack, file: string): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  if (config !== null && (await VideoDecoder.isConfigSupported(config)).supported === true) return config;

  const id = (await track.getCodec()) ?? (await track.getInternalCodecId());
  const codec = typeof id === 'string' ? codecName(id) : 'a codec without a name';
  const target = `${file.replace(/\.[^.]*$/, '')}.webm`;
  const convert = `ffmpeg -i "${file}" -c:v libvpx-vp9 -crf 32 -b:v 0 -an "${target}"`;
  throw new WorkbenchError(
    'clip/undecodable',
    `This browser cannot decode ${file}: its codec is ${codec}. Convert it once with ffmpeg, then drop ${target}: ${convert}`,
    { details: { file, codec, convert } },
  );
}

function unreadable(file: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('clip/unreadable', `${file} cannot be read: ${why}.`, { details: { file }, cause });
}
