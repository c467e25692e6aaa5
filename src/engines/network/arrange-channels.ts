/**
 * Takes shuffles, splits and joins of channels out of a network. Which of its inputs' channels comes first is all the same
 * to a convolution, whose weights are put into that order once; and a convolution writes its outputs in any order. So what
 * only moves channels between convolutions is not done: each convolution whose outputs go separate ways writes those
 * together that go together, and who needs channels of several joins the few pieces that they lie in. A unit of
 * ShuffleNet V2 (Ma et al., ECCV 2018) then moves half as many numbers as it has, instead of four or six times as many.
 */
import { type Constant, floats, sizeOf } from '#engines/network/constant.ts';
import { type Computed, type Network, type Operand, type Step, operandsOf } from '#engines/network/network.ts';
import { type PixelRows, decoded, movedRows, ownRows } from '#engines/network/pixel-rows.ts';

/** What they do to a channel does not depend on its place. */
const channelwise = new Set([
  'AvgPool',
  'FusedDepthwiseConv2D',
  'LeakyRelu',
  'MaxPool',
  'PadV2',
  'Relu',
  'Relu6',
  'ResizeBilinear',
  'ResizeNearestNeighbor',
  'Sigmoid',
]);

/** The i-th of what lies in memory is the `order[i]`-th of what is meant. */
type Order = readonly number[];

export function arrangeChannels(network: Network): Network {
  const plan = planOf(network);
  const orders = new Map<number, Order>();
  const steps: Step[] = [];
  const joins = new Map<string, Computed>();
  let next = 1 + Math.max(0, ...network.steps.map(({ output }) => output));

  for (const step of network.steps) {
    if (plan.moves.has(step.output)) continue;
    const wanted = plan.wishes.get(step);
    if (wanted === undefined) {
      steps.push(step);
      continue;
    }
    const { operand, order } = gathered(wanted, pictureOf(step)!, step.node);
    const isFree = plan.free.has(step.output);
    const output = isFree && step.kernel === 'FusedConv2D' ? orderOf(plan, step) : null;
    if (isFree) orders.set(step.output, output ?? order);
    steps.push(reordered(step, operand, order, output));
  }
  return { ...network, steps };

  /** The channels of `wanted` in the order in which they come in the fewest pieces. */
  function gathered({ rows, channels }: PixelRows, { shape }: Computed, node: string) {
    const places = Array.from(channels, (code, at) => {
      const { value, channel } = decoded(code);
      return { value, place: orders.get(value)?.indexOf(channel) ?? channel, at };
    });
    const values = [...new Set(places.map(({ value }) => value))];
    const sorted = values.flatMap((value) =>
      places.filter((each) => each.value === value).toSorted((a, b) => a.place - b.place),
    );
    const pieces: { value: number; from: number; to: number }[] = [];
    for (const { value, place } of sorted) {
      const last = pieces.at(-1);
      if (last?.value === value && last.to === place) last.to++;
      else pieces.push({ value, from: place, to: place + 1 });
    }
    const order = sorted.map(({ at }) => at);
    const widthOf = (value: number) => plan.sizes.get(value)! / rows;
    const [only, ...more] = pieces as [(typeof pieces)[number]];
    if (more.length === 0 && only.to - only.from === widthOf(only.value))
      return { operand: { kind: 'computed', id: only.value, shape } as const, order };
    const key = pieces.map(({ value, from, to }) => `${value}:${from}-${to}`).join();
    const known = joins.get(key) ?? { kind: 'computed', id: next++, shape };
    if (!joins.has(key)) {
      const inputs = pieces.map(
        ({ value }) => ({ kind: 'computed', id: value, shape: [rows, widthOf(value)] }) as const,
      );
      const attributes = { columns: pieces.map(({ from, to }) => [from, to]) };
      steps.push({ kernel: 'JoinColumns', inputs, attributes, output: known.id, shape, node });
      joins.set(key, known);
    }
    return { operand: { ...known, shape }, order };
  }
}

interface Plan {
  /** Values that need not be made, because whoever needs them gathers the channels itself. */
  readonly moves: ReadonlySet<number>;
  /** Values whose channels may lie in any order. */
  readonly free: ReadonlySet<number>;
  /** The channels that steps take in any order. */
  readonly wishes: ReadonlyMap<Step, PixelRows>;
  readonly sizes: ReadonlyMap<number, number>;
}

function planOf(network: Network): Plan {
  const { steps, input, outputs } = network;
  const first = rowsOfAll(network, () => true);
  const isMove = (step: Step) => movedRows(step, (value) => first.get(value) ?? null) !== null;
  const moving = new Set(steps.filter(isMove).map(({ output }) => output));
  const kept = new Set(outputs.flatMap(({ operand }) => (operand.kind === 'computed' ? [operand.id] : [])));
  const uses = new Map<number, Step[]>();
  for (const step of steps) {
    for (const operand of operandsOf(step))
      if (operand.kind === 'computed') uses.set(operand.id, [...(uses.get(operand.id) ?? []), step]);
  }
  const free = new Set<number>();
  const takesAnyOrder = (step: Step) => {
    if (moving.has(step.output)) return free.has(step.output);
    const picture = pictureOf(step);
    if (picture === null || picture.shape.at(-1) !== first.get(picture.id)?.channels.length) return false;
    return step.kernel === 'FusedConv2D' || free.has(step.output);
  };
  for (const { output } of steps.toReversed()) {
    const users = uses.get(output) ?? [];
    if (!kept.has(output) && users.length > 0 && users.every(takesAnyOrder)) free.add(output);
  }
  const rows = rowsOfAll(network, (step) => free.has(step.output));
  const moves = new Set([...moving].filter((value) => free.has(value)));
  const wishes = new Map(
    steps
      .filter((step) => !moving.has(step.output) && takesAnyOrder(step))
      .map((step) => [step, rows.get(pictureOf(step)!.id)!] as const),
  );
  const sizes = new Map([
    [0, sizeOf(input.stored)],
    ...steps.map(({ output, shape }) => [output, sizeOf(shape)] as const),
  ]);
  return { moves, free, wishes, sizes };
}

/** @param through - Of which moves the channels are followed to where they come from. */
function rowsOfAll({ input, steps }: Network, through: (step: Step) => boolean): Map<number, PixelRows | null> {
  const all = new Map<number, PixelRows | null>([[0, ownRows(0, input.stored)]]);
  for (const step of steps) {
    const moved = movedRows(step, (value) => all.get(value) ?? null);
    all.set(step.output, moved !== null && through(step) ? moved : ownRows(step.output, step.shape, moved?.rows));
  }
  return all;
}

/** What a step takes that gives an output in the order of its input, or for which that order is nothing but weights. */
function pictureOf(step: Step): Computed | null {
  if (step.kernel !== 'FusedConv2D' && !channelwise.has(step.kernel)) return null;
  const { x, images, filter } = step.inputs as Readonly<Record<string, Operand | undefined>>;
  const picture = x ?? images;
  if (picture?.kind !== 'computed' || filter?.kind === 'computed') return null;
  if (step.kernel === 'FusedDepthwiseConv2D' && filter!.constant.shape[3] !== 1) return null;
  // A border around the channels would be one more of them.
  const borders = (step.attributes['paddings'] ?? []) as readonly (readonly [number, number])[];
  return borders.at(-1)?.some((width) => width !== 0) === true ? null : picture;
}

/** Channels that the same steps want lie together. */
function orderOf({ wishes }: Plan, { output, shape }: Step): Order {
  const wanted = Array.from({ length: shape.at(-1)! }, () => [] as number[]);
  for (const [i, { channels }] of [...wishes.values()].entries()) {
    for (const code of channels) {
      const { value, channel } = decoded(code);
      if (value === output) wanted[channel]!.push(i);
    }
  }
  const name = (channel: number) => wanted[channel]!.map((wish) => String(wish).padStart(6, '0')).join();
  return wanted.map((_, channel) => channel).toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0));
}

/** The same step with its weights in the order of what it takes and, for a convolution, of what it gives. */
function reordered(step: Step, picture: Computed, input: Order, output: Order | null): Step {
  const inputs = step.inputs as Readonly<Record<string, Operand>>;
  const next = Object.entries(inputs).map(([name, operand]): [string, Operand] => {
    if (operand.kind === 'computed') return [name, picture];
    const { constant } = operand;
    return [name, { kind: 'weight', constant: reorderedWeights(constant, step.kernel, input, output) }];
  });
  return { ...step, inputs: Object.fromEntries(next) };
}

function reorderedWeights(constant: Constant, kernel: Step['kernel'], input: Order, output: Order | null): Constant {
  const isFilter = constant.shape.length === 4;
  // A depthwise filter has its channels where a plain one has those it takes, and its bias goes with them.
  if (kernel === 'FusedDepthwiseConv2D') return picked(constant, isFilter ? 2 : 0, input);
  const taken = isFilter ? picked(constant, 2, input) : constant;
  return output === null ? taken : picked(taken, isFilter ? 3 : 0, output);
}

function picked(constant: Constant, axis: number, order: Order): Constant {
  const { shape, data } = constant;
  const [count, inner] = [shape[axis]!, sizeOf(shape.slice(axis + 1))];
  const source = (i: number) => {
    const row = Math.floor(i / inner);
    return (row - (row % count) + order[row % count]!) * inner + (i % inner);
  };
  return floats(
    shape,
    data.map((_, i) => data[source(i)]!),
  );
}
