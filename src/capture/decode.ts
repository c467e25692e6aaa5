/** Frames decoded ahead of whoever looks at them. Hardware decoders have few buffers to lend. */
const LOOK_AHEAD = 4;

/**
 * Decodes `chunks`, given in decode order, and yields every frame in order of presentation. Never more than a few
 * frames are alive; those nobody took are closed.
 *
 * @throws What the decoder or the reader reports, after the last frame that could be had.
 */
export async function* decodeVideo(
  config: VideoDecoderConfig,
  chunks: AsyncIterable<EncodedVideoChunk>,
  signal: AbortSignal,
): AsyncGenerator<VideoFrame, void> {
  const ready: VideoFrame[] = [];
  let failure: { readonly reason: unknown } | null = null;
  let wake = () => {};
  const decoder = new VideoDecoder({
    output: (frame) => {
      ready.push(frame);
      wake();
    },
    error: (reason) => {
      failure = { reason };
      wake();
    },
  });
  decoder.ondequeue = () => wake();
  const something = () => new Promise<void>((resolve) => (wake = resolve));

  try {
    decoder.configure(config);
    try {
      for await (const chunk of chunks) {
        if (signal.aborted) return;
        if (decoder.state === 'closed') break;
        decoder.decode(chunk);
        while (ready.length + decoder.decodeQueueSize > LOOK_AHEAD) {
          const frame = ready.shift();
          if (frame !== undefined) yield frame;
          else await something();
        }
      }
    } catch (reason) {
      failure = { reason };
    }
    if (decoder.state === 'configured') await decoder.flush().catch((reason: unknown) => (failure ??= { reason }));
    for (let frame = ready.shift(); frame !== undefined && !signal.aborted; frame = ready.shift()) yield frame;
    if (failure !== null) throw failure.reason;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
    for (const frame of ready) frame.close();
  }
}
