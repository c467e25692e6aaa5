import type { FrameSource } from '#capture/frame-source.ts';

export interface CameraFrame {
  readonly camera: string;
  readonly frame: VideoFrame;
}

/**
 * Several sources as one recording: every frame of every source in order of time; at the same µs, in the order of
 * `sources`. One frame of each is held ready. Whoever receives a frame closes it.
 */
export async function* synchronous(
  sources: readonly FrameSource[],
  signal: AbortSignal,
): AsyncGenerator<CameraFrame, void> {
  const streams = sources.map((source) => source.frames(signal)[Symbol.asyncIterator]());
  const heads = streams.map((stream) => stream.next());
  try {
    while (!signal.aborted) {
      const next = earliest(await Promise.all(heads));
      if (next === null) return;
      const { index, frame } = next;
      heads[index] = streams[index]!.next();
      yield { camera: sources[index]!.camera, frame };
    }
  } finally {
    for (const head of await Promise.allSettled(heads)) {
      if (head.status === 'fulfilled' && head.value.done !== true) head.value.value.close();
    }
    await Promise.allSettled(streams.map(async (stream) => stream.return?.()));
  }
}

function earliest(heads: readonly IteratorResult<VideoFrame>[]): { index: number; frame: VideoFrame } | null {
  let first: { index: number; frame: VideoFrame } | null = null;
  for (const [index, head] of heads.entries()) {
    if (head.done === true) continue;
    if (first === null || head.value.timestamp < first.frame.timestamp) first = { index, frame: head.value };
  }
  return first;
}
