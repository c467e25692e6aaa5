import { type View, computed } from '#engines/network/builder.ts';
import { type Call, type Operator, Unsupported, axisOf } from '#engines/onnx/call.ts';
import { picked } from '#engines/onnx/operators/arrange.ts';
import { NHWC, type Pair, channelsLast } from '#engines/onnx/operators/window.ts';

export const resizeOperators = {
  Resize: { reference: { name: 'Resize', opset: 19 }, lower: resize },
  Upsample: { reference: { name: 'Upsample', opset: 9 }, lower: resize },
} as const satisfies Record<string, Operator>;

interface Axis {
  readonly before: number;
  readonly after: number;
  /** What coordinates are multiplied with; not always `after / before`. */
  readonly scale: number;
}

function resize(call: Call): View {
  const x = call.view(0);
  const [batch, channels, vertical, horizontal] = axesOfResize(call, x.shape);
  if (x.shape.length !== 4 || changes(batch!) || changes(channels!)) {
    throw new Unsupported('resizes more than height and width');
  }
  if (call.attribute('antialias', 0) === 1) throw new Unsupported('smooths what it makes smaller');
  const axes = [vertical!, horizontal!] as const;
  const mode = call.word('mode', 'nearest');
  if (!axes.some(changes)) return x;
  if (mode === 'nearest') return nearest(call, x, axes);
  if (mode === 'linear') return linear(call, x, axes);
  throw new Unsupported(`resizes in the mode ${mode}`);
}

const changes = ({ before, after }: Axis) => before !== after;

/** `Upsample`, and `Resize` up to version 10, have scales alone, and no region of interest before them. */
function axesOfResize(call: Call, shape: readonly number[]): Axis[] {
  const first = call.node.operator === 'Upsample' || call.opset < 11 ? 1 : 2;
  const listed = call.has(first) ? call.numbers(first, 'scales') : (call.list('scales') ?? []);
  const sizes = call.has(3) ? call.numbers(3, 'sizes') : null;
  const named = call.list('axes')?.map((axis) => axisOf(axis, shape.length));
  if (call.word('keep_aspect_ratio_policy', 'stretch') !== 'stretch') throw new Unsupported('keeps the aspect ratio');
  return shape.map((before, axis) => {
    const i = named === undefined ? axis : named.indexOf(axis);
    const size = sizes?.[i];
    if (size !== undefined) return { before, after: size, scale: size / before };
    const scale = listed[i] ?? 1;
    return { before, after: Math.floor(before * scale), scale };
  });
}

function ruleOf(call: Call): string {
  const old = call.node.operator === 'Upsample' || call.opset < 11;
  return call.word('coordinate_transformation_mode', old ? 'asymmetric' : 'half_pixel');
}

/** Where a place of the result lies in the picture before (specification of Resize, `x_original`). */
function origin(rule: string, x: number, { before, after, scale }: Axis): number {
  switch (rule) {
    case 'asymmetric':
      return x / scale;
    case 'align_corners':
      return after === 1 ? 0 : (x * (before - 1)) / (after - 1);
    case 'half_pixel':
      return (x + 0.5) / scale - 0.5;
    case 'pytorch_half_pixel':
      return after === 1 ? 0 : (x + 0.5) / scale - 0.5;
    default:
      throw new Unsupported(`resizes by the rule ${rule}`);
  }
}

const roundings: Readonly<Record<string, (x: number) => number>> = {
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
};

function nearest(call: Call, x: View, axes: readonly [Axis, Axis]): View {
  const old = call.node.operator === 'Upsample' || call.opset < 11;
  const round = roundings[call.word('nearest_mode', old ? 'floor' : 'round_prefer_floor')]!;
  const rule = ruleOf(call);
  const sources = axes.map((axis) =>
    Array.from({ length: axis.after }, (_, i) => Math.min(Math.max(round(origin(rule, i, axis)), 0), axis.before - 1)),
  );
  const plain = sources.every((source, i) =>
    source.every((from, to) => from === Math.floor((to * axes[i]!.before) / axes[i]!.after)),
  );
  if (!plain) return sources.reduce((view, source, i) => picked(call, view, i + 2, source), x);
  return resized(call, 'ResizeNearestNeighbor', x, axes, { alignCorners: false, halfPixelCenters: false });
}

function linear(call: Call, x: View, axes: readonly [Axis, Axis]): View {
  const rule = ruleOf(call);
  const exact = axes.every(({ before, after, scale }) => rule === 'align_corners' || before * scale === after);
  if (!exact) throw new Unsupported('resizes by a scale that does not lead to whole lengths');
  if (rule === 'pytorch_half_pixel' && axes.some(({ after }) => after === 1))
    throw new Unsupported('resizes to one place');
  origin(rule, 0, axes[0]); // refuses the rules nobody knows
  return resized(call, 'ResizeBilinear', x, axes, {
    alignCorners: rule === 'align_corners',
    halfPixelCenters: rule.endsWith('half_pixel'),
  });
}

function resized(
  call: Call,
  kernel: 'ResizeNearestNeighbor' | 'ResizeBilinear',
  x: View,
  [vertical, horizontal]: readonly [Axis, Axis],
  rule: { readonly alignCorners: boolean; readonly halfPixelCenters: boolean },
): View {
  const size: Pair = [vertical.after, horizontal.after];
  const [batch, channels] = x.shape as [number, number];
  const images = computed(channelsLast(call, x));
  return call.builder.emit(kernel, { images }, { ...rule, size }, [batch, ...size, channels], NHWC);
}
