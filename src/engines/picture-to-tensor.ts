/** Of a picture that has the network's size already. Nothing is resized, so nothing is rounded: what a reference gives can be compared. */
import { assert } from '#core/errors/assert.ts';
import { type PixelLayout, channelsOf } from '#core/detection/pixels.ts';
import { type TensorRules, scaleOf } from '#engines/tensor-rules.ts';

/**
 * @param layout - RGBA of exactly `rules.width` × `rules.height`.
 * @returns `[1, 3, height, width]` or `[1, height, width, 3]`, as `rules` say.
 */
export function pictureToTensor(bytes: Uint8Array, layout: PixelLayout, rules: TensorRules): Float32Array {
  const { width, height } = rules;
  assert(
    layout.format === 'RGBA' && layout.width === width && layout.height === height,
    'a picture as the network sees it',
  );
  const tensor = new Float32Array(3 * width * height);
  const [red, green, blue] = channelsOf(layout);
  for (const [place, { offset, stride, step }] of (rules.channels === 'rgb'
    ? [red, green, blue]
    : [blue, green, red]
  ).entries()) {
    const { scale, shift } = scaleOf(rules, place);
    const [first, next] = rules.layout === 'nchw' ? [place * width * height, 1] : [place, 3];
    for (let y = 0, to = first; y < height; y++) {
      for (let x = 0; x < width; x++, to += next) tensor[to] = bytes[offset + y * stride + x * step]! * scale + shift;
    }
  }
  return tensor;
}
