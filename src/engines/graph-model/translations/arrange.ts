/** Operations that cut, join, rename and tell about arrays. */
import { ints } from '#engines/network/constant.ts';
import { type Translate, type Translation, one } from '#engines/graph-model/translation.ts';
import { Unsupported } from '#engines/onnx/call.ts';

export const arrangeTranslations = {
  Cast: cast,
  ConcatV2: concat,
  ExpandDims: (t) => t.add('Unsqueeze', [t.inputs[0]!, t.weight(ints([1], t.numbers(1, 'axis')))]),
  Fill: (t) => t.add('Expand', [t.inputs[1]!, t.inputs[0]!]),
  GatherV2: (t) => t.add('Gather', t.inputs.slice(0, 2), { axis: t.numbers(2, 'axis')[0]! }),
  Identity: one('Identity'),
  MirrorPad: pad,
  Pack: pack,
  Pad: pad,
  PadV2: pad,
  Range: one('Range'),
  Reshape: (t) => t.add('Reshape', t.inputs, { allowzero: 1 }),
  Shape: one('Shape'),
  Slice: slice,
  Split: split,
  SplitV: split,
  Squeeze: (t) => {
    const axes = t.list('squeeze_dims');
    return t.add('Squeeze', axes.length === 0 ? t.inputs : [...t.inputs, t.weight(ints([axes.length], axes))]);
  },
  StopGradient: one('Identity'),
  StridedSlice: stridedSlice,
  Tile: one('Tile'),
  Transpose: (t) => t.add('Transpose', [t.inputs[0]!], { perm: t.numbers(1, 'order') }),
  Unpack: unpack,
} as const satisfies Record<string, Translate>;

function stridedSlice(t: Translation): string {
  const [begin, end, strides] = ['begins', 'ends', 'strides'].map((what, i) => t.numbers(i + 1, what)) as [
    number[],
    number[],
    number[],
  ];
  const has = (mask: string, axis: number) => ((t.number(mask, 0) >> axis) & 1) === 1;
  if (t.number('ellipsis_mask', 0) !== 0 || t.number('new_axis_mask', 0) !== 0)
    throw new Unsupported('slices with an ellipsis or a new axis');
  const axes = begin.map((_, axis) => axis);
  const shrunk = axes.filter((axis) => has('shrink_axis_mask', axis));
  const starts = axes.map((axis) => (has('begin_mask', axis) && !shrunk.includes(axis) ? 0 : begin[axis]!));
  const ends = axes.map((axis) => {
    if (shrunk.includes(axis)) return begin[axis] === -1 ? FAR : begin[axis]! + 1;
    return has('end_mask', axis) ? FAR : end[axis]!;
  });
  const given = [starts, ends, axes, strides].map((list) => t.weight(ints([list.length], list)));
  const sliced = t.add('Slice', [t.inputs[0]!, ...given]);
  return shrunk.length === 0 ? sliced : t.add('Squeeze', [sliced, t.weight(ints([shrunk.length], shrunk))]);
}

/** Beyond every end. */
const FAR = 2 ** 31 - 1;

function slice(t: Translation): string {
  const [begin, size] = [t.numbers(1, 'begins'), t.numbers(2, 'lengths')];
  const ends = begin.map((from, axis) => (size[axis] === -1 ? FAR : from + size[axis]!));
  return t.add('Slice', [t.inputs[0]!, ...[begin, ends].map((list) => t.weight(ints([list.length], list)))]);
}

function concat(t: Translation): string {
  const last = t.inputs.length - 1;
  return t.add('Concat', t.inputs.slice(0, last), { axis: t.numbers(last, 'axis')[0]! });
}

function pack(t: Translation): string {
  const axis = t.weight(ints([1], [t.number('axis', 0)]));
  return t.add(
    'Concat',
    t.inputs.map((x) => t.add('Unsqueeze', [x, axis])),
    { axis: t.number('axis', 0) },
  );
}

const outputsOf = (t: Translation, count: number): string[] =>
  Array.from({ length: count }, (_, i) => (i === 0 ? t.node.name : `${t.node.name}:${i}`));

function split(t: Translation): null {
  const sized = t.node.op === 'SplitV';
  const axis = t.numbers(sized ? 2 : 0, 'axis')[0]!;
  const lengths = sized ? [t.inputs[1]!] : [];
  t.add('Split', [t.inputs[sized ? 0 : 1]!, ...lengths], { axis }, outputsOf(t, t.number('num_split', 1)));
  return null;
}

function unpack(t: Translation): null {
  const [axis, count] = [t.number('axis', 0), t.number('num', 1)];
  const parts = Array.from({ length: count }, (_, i) => `${t.node.name}/part${i}`);
  t.add('Split', [t.inputs[0]!], { axis }, parts);
  const axes = t.weight(ints([1], [axis]));
  for (const [i, output] of outputsOf(t, count).entries()) t.add('Squeeze', [parts[i]!, axes], {}, [output]);
  return null;
}

function pad(t: Translation): string {
  const { shape, data } = t.known(1, 'paddings');
  const pairs = Array.from({ length: shape[0]! }, (_, axis) => [data[2 * axis]!, data[2 * axis + 1]!] as const);
  const pads = t.weight(
    ints([2 * pairs.length], [...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)]),
  );
  if (t.node.op !== 'MirrorPad') return t.add('Pad', [t.inputs[0]!, pads, ...t.inputs.slice(2)]);
  if (t.word('mode', 'REFLECT') !== 'REFLECT') throw new Unsupported('mirrors with its border');
  return t.add('Pad', [t.inputs[0]!, pads], { mode: 'reflect' });
}

const FLOAT = 1;
const INT32 = 6;
function cast(t: Translation): string {
  const { type } = (t.node.attr['DstT'] ?? {}) as { type?: string };
  return t.add('Cast', t.inputs, { to: type === undefined || /FLOAT|HALF/u.test(type) ? FLOAT : INT32 });
}
