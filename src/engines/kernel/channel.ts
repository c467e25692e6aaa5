import type { Size } from '#core/detection/letterbox.ts';
import type { Channel } from '#core/detection/pixels.ts';
import type { ResizeKernel } from '#engines/kernel/resize.ts';
import type { Room } from '#engines/kernel/room.ts';
import { columnTable, rowTable } from '#engines/kernel/tables.ts';

/** One channel of a picture on its way to another size: first the columns of all its lines, then line by line. */
export interface ResizedChannel {
  /** @param source - Address of the picture's bytes. */
  resizeColumns(kernel: ResizeKernel, source: number): void;
  /** Blends line `y` of the new size into the line at `target`. */
  blendRow(kernel: ResizeKernel, y: number, target: number): void;
}

export function placeChannel(room: Room, channel: Channel, { width, height }: Size): ResizedChannel {
  const columns = columnTable(channel, width);
  const rows = rowTable(channel.height, height);
  const positions = room.place(columns.positions);
  const indices = room.place(columns.indices);
  const columnWeights = room.place(columns.weights);
  const rowWeights = room.place(rows.weights);
  const { blocks, taps, windows } = columns;
  const lineBytes = blocks * 16;
  const lines = room.reserve(channel.height * lineBytes);
  const { offset, stride, step, height: count } = channel;

  return {
    resizeColumns: (kernel, source) => {
      const from = source + offset;
      if (windows === 0) {
        kernel.resizeFarColumns(from, stride, step, count, lines, blocks, taps, positions, columnWeights);
      } else {
        kernel.resizeColumns(
          from,
          stride,
          step,
          count,
          lines,
          blocks,
          taps,
          windows,
          positions,
          indices,
          columnWeights,
        );
      }
    },
    blendRow: (kernel, y, target) => {
      const from = lines + rows.starts[y]! * lineBytes;
      kernel.blendLines(from, target, blocks, rows.taps, rowWeights + y * rows.taps * 2);
    },
  };
}
