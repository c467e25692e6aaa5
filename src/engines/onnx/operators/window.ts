/** What convolutions and pools share: a window that slides over the picture. */
import type { View } from '#engines/network/builder.ts';
import { type Call, Unsupported } from '#engines/onnx/call.ts';

/** Over height and width. */
export type Pair = readonly [number, number];

export interface Window {
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Rows or columns added before and after. */
  readonly pads: readonly [Pair, Pair];
  /** Height and width of what comes out. */
  readonly output: Pair;
}

/** Batch, height, width, channels: the order of TensorFlow.js, of an array that ONNX calls batch, channels, height, width. */
export const NHWC = [0, 2, 3, 1] as const;

export function channelsLast({ builder }: Call, view: View): View {
  if (view.shape.length !== 4) throw new Unsupported(`works on ${view.shape.length - 2} dimensions, not on pictures`);
  return builder.inOrder(view, NHWC);
}

/** @param size - Of the window, where the node does not say it. */
export function windowOf(call: Call, [, , height, width]: readonly number[], size?: Pair): Window {
  const own = (call.list('kernel_shape') ?? size) as Pair | undefined;
  if (own?.length !== 2) throw new Unsupported('has no window of two dimensions');
  const strides = (call.list('strides') ?? [1, 1]) as Pair;
  const dilations = (call.list('dilations') ?? [1, 1]) as Pair;
  const input: Pair = [height!, width!];
  const span = (axis: 0 | 1) => (own[axis] - 1) * dilations[axis] + 1;
  const ceil = call.attribute('ceil_mode', 0) === 1;

  const axis = (each: 0 | 1): { pads: Pair; output: number } => {
    const [before, after] = padsOf(call, each, input[each], strides[each], span(each));
    const steps = (input[each] + before + after - span(each)) / strides[each];
    let output = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
    // A window may hang over the end, but not begin beyond it.
    if (ceil && (output - 1) * strides[each] >= input[each] + before) output--;
    // TensorFlow.js rounds down: what hangs over is added after.
    const needed = (output - 1) * strides[each] + span(each) - input[each] - before;
    return { pads: [before, ceil ? Math.max(needed, 0) : after], output };
  };
  const [vertical, horizontal] = [axis(0), axis(1)];
  return {
    size: own,
    strides,
    dilations,
    pads: [vertical.pads, horizontal.pads],
    output: [vertical.output, horizontal.output],
  };
}

function padsOf(call: Call, axis: 0 | 1, input: number, stride: number, span: number): Pair {
  const automatic = call.word('auto_pad', 'NOTSET');
  if (automatic === 'VALID') return [0, 0];
  if (automatic === 'NOTSET') {
    const pads = call.list('pads') ?? [0, 0, 0, 0];
    return [pads[axis]!, pads[axis + 2]!];
  }
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + span - input, 0);
  const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
  return automatic === 'SAME_UPPER' ? [less, more] : [more, less];
}

/** As TensorFlow.js takes them. */
export function explicitPads([vertical, horizontal]: Window['pads']): readonly Pair[] {
  return [[0, 0], vertical, horizontal, [0, 0]];
}
