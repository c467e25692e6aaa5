// Steps 3 and 4 of the way of a frame: masks are painted, the picture is resized into the letterbox, and its colours
// become the numbers the network takes. Twin of engines/frame-to-tensor.ts; the filter is core/detection/taps.ts's:
// bilinear, widened when shrinking to the area a new pixel stands for.

// Of the tensor, px, and how it lies in memory.
override WIDTH: u32;
override HEIGHT: u32;
override INTERLEAVED: bool; // NHWC, otherwise NCHW
override BGR: bool;
// A value v in [0, 255] goes in as v · scale + shift, by place in the tensor.
override SCALE_0: f32;
override SCALE_1: f32;
override SCALE_2: f32;
override SHIFT_0: f32;
override SHIFT_1: f32;
override SHIFT_2: f32;
// Grey around the picture, and in place of what must not be seen, in [0, 255].
override PAD: f32;
override MASK: f32;

struct Placement {
  // Where the picture lies, px of the tensor.
  origin: vec2u,
  size: vec2u,
  // Of the slot's first number.
  base: u32,
  // Words a row of the mask takes; 0 when nothing is masked.
  mask_stride: u32,
}

@group(0) @binding(1) var<uniform> placement: Placement;
// One bit a pixel of the source, set where it must not be seen.
@group(0) @binding(2) var<storage, read> mask: array<u32>;
@group(0) @binding(3) var<storage, read_write> tensor: array<f32>;

fn seen(at: vec2u) -> vec3f {
  let stride = placement.mask_stride;
  if stride > 0u && (mask[at.y * stride + (at.x >> 5u)] & (1u << (at.x & 31u))) != 0u {
    return vec3f(MASK);
  }
  return texel(at) * 255.0;
}

fn resized(at: vec2u) -> vec3f {
  let size = source_size();
  let ratio = vec2f(size) / vec2f(placement.size);
  let reach = max(vec2f(1.0), ratio);
  let centre = (vec2f(at) + 0.5) * ratio - 0.5;
  let first = vec2u(max(vec2f(0.0), floor(centre - reach) + 1.0));
  let last = min(size - 1u, vec2u(max(vec2f(0.0), ceil(centre + reach) - 1.0)));
  var sum = vec3f(0.0);
  var weights = 0.0;
  for (var y = first.y; y <= last.y; y++) {
    let down = max(0.0, 1.0 - abs(f32(y) - centre.y) / reach.y);
    for (var x = first.x; x <= last.x; x++) {
      let weight = down * max(0.0, 1.0 - abs(f32(x) - centre.x) / reach.x);
      sum += weight * seen(vec2u(x, y));
      weights += weight;
    }
  }
  return sum / weights;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if id.x >= WIDTH || id.y >= HEIGHT {
    return;
  }
  var colour = vec3f(PAD);
  let inside = id.xy - placement.origin; // wraps round above and to the left of the picture
  if all(inside < placement.size) {
    colour = resized(inside);
    if BGR {
      colour = colour.bgr;
    }
  }
  colour = colour * vec3f(SCALE_0, SCALE_1, SCALE_2) + vec3f(SHIFT_0, SHIFT_1, SHIFT_2);

  let pixel = id.y * WIDTH + id.x;
  let step = select(WIDTH * HEIGHT, 1u, INTERLEAVED);
  let start = placement.base + select(pixel, 3u * pixel, INTERLEAVED);
  tensor[start] = colour.r;
  tensor[start + step] = colour.g;
  tensor[start + 2u * step] = colour.b;
}
