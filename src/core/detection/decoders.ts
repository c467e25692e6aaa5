import type { Decoder } from '#core/detection/decoder.ts';
import { type FastestdetHead, fastestdet } from '#core/detection/fastestdet.ts';
import { type NanodetHead, nanodet } from '#core/detection/nanodet.ts';
import { type SsdHead, ssd } from '#core/detection/ssd.ts';
import { type Yolov8Head, yolov8 } from '#core/detection/yolov8.ts';
import { type YoloxHead, yolox } from '#core/detection/yolox.ts';

/** How a network says what it found, whatever its family. */
export type Head = YoloxHead | NanodetHead | FastestdetHead | Yolov8Head | SsdHead;

export type DecoderName = Head['decoder'];

/** Every decoder, by the name it goes by in a model's card. */
export const decoders = { yolox, nanodet, fastestdet, yolov8, ssd } as const satisfies {
  readonly [Name in DecoderName]: Decoder<Extract<Head, { readonly decoder: Name }>>;
};

/** Whichever it is, by the port alone. It reads heads of its own family only. */
export const decoderOf = ({ decoder }: Head): Decoder<Head> => decoders[decoder];
