import type { Clip } from '#capture/video-file.ts';

/** What one camera recorded: its frames in order of time. */
export type Footage = Pick<Clip, 'camera' | 'frames'>;

/**
 * The clips of one camera as one: a live run that was interrupted and went on has several. Where a clip goes on after
 * the next one has begun, its end is left out: nobody was looking at it any more.
 *
 * @param clips - At least one, in any order; the caller's to dispose of.
 */
export function clipParts(clips: readonly Omit<Clip, 'notice'>[]): Footage {
  const parts = clips.toSorted((a, b) => a.start - b.start);
  return {
    camera: parts[0]!.camera,
    async *frames(signal, from) {
      const first =
        from === undefined
          ? 0
          : Math.max(
              0,
              parts.findLastIndex(({ start }) => start <= from),
            );
      for (const [index, part] of parts.entries()) {
        if (index < first) continue;
        const end = parts[index + 1]?.start ?? Infinity;
        for await (const frame of part.frames(signal, index === first ? from : undefined)) {
          if (frame.timestamp < end) yield frame;
          else {
            frame.close();
            break;
          }
        }
      }
    },
  };
}
