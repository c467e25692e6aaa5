import { type Colour, colourRows } from '#core/detection/colour.ts';
import type { ModelInput } from '#engines/model-card.ts';

/** What of a model's card shapes its numbers. A value `v` in [0, 255] goes in as `(v / 255 · range − mean) / std`. */
export type TensorRules = Pick<
  ModelInput,
  'width' | 'height' | 'layout' | 'channels' | 'range' | 'mean' | 'std' | 'pad'
>;

/**
 * For each channel of the tensor the six numbers of `mixColours`.
 *
 * @param unit - What 1 of a byte is in the values that are mixed.
 */
export function mixesOf(colour: Colour, rules: TensorRules, unit: number): readonly (readonly number[])[] {
  const rgb = colourRows(colour);
  const order = rules.channels === 'rgb' ? [0, 1, 2] : [2, 1, 0];
  return order.map((row, place) => {
    const [a, b, c, d] = rgb[row]!;
    const { scale, shift } = scaleOf(rules, place);
    return [a / unit, b / unit, c / unit, d, scale, shift];
  });
}

/** A whole input of nothing but border; the picture never touches the rest again. */
export function borderOf(rules: TensorRules): Float32Array {
  const area = rules.width * rules.height;
  const tensor = new Float32Array(3 * area);
  for (let place = 0; place < 3; place++) {
    const { scale, shift } = scaleOf(rules, place);
    const value = rules.pad * scale + shift;
    if (rules.layout === 'nchw') tensor.fill(value, place * area, (place + 1) * area);
    else for (let i = place; i < tensor.length; i += 3) tensor[i] = value;
  }
  return tensor;
}

/** Of the channel at a place of the tensor, for a byte `v`: `v · scale + shift` goes in. */
export function scaleOf({ range, mean, std }: TensorRules, place: number): { scale: number; shift: number } {
  return { scale: range / 255 / std[place]!, shift: -mean[place]! / std[place]! };
}
