// Steps 3 and 4 of the way of a frame: masks are painted, the picture or a part of it is resized into the letterbox, and
// its colours become the numbers the network takes. Twin of engines/frame-to-tensor.ts, and of crops-to-tensor.ts for a
// part; the filter is core/detection/taps.ts's: bilinear, widened when shrinking to the area a new pixel stands for.

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
  // Of the source, as masks are drawn on it, px.
  expected: vec2u,
  // The part of the source that is drawn, px of it: nothing beside it is looked at.
  corner: vec2u,
  extent: vec2u,
}

@group(0) @binding(1) var<uniform> placement: Placement;
// One bit a pixel of the source, set where it must not be seen.
@group(0) @binding(2) var<storage, read> mask: array<u32>;
@group(0) @binding(3) var<storage, read_write> tensor: array<f32>;

@group(0) @binding(4) var bilinear: sampler;

fn seen(at: vec2u) -> vec3f {
  let word = mask[at.y * placement.mask_stride + (at.x >> 5u)];
  if (word & (1u << (at.x & 31u))) != 0u {
    return vec3f(MASK);
  }
  return texel(at) * 255.0;
}

// The samples of the source that make one new pixel, and how they are weighted.
struct Taps {
  first: vec2u,
  last: vec2u,
  centre: vec2f,
  reach: vec2f,
}

fn taps_of(at: vec2u) -> Taps {
  let low = vec2f(placement.corner);
  let high = low + vec2f(placement.extent - 1u);
  let ratio = vec2f(placement.extent) / vec2f(placement.size);
  let reach = max(vec2f(1.0), ratio);
  let centre = low + (vec2f(at) + 0.5) * ratio - 0.5;
  let first = clamp(floor(centre - reach) + 1.0, low, high);
  let last = clamp(ceil(centre + reach) - 1.0, low, high);
  return Taps(vec2u(first), vec2u(last), centre, reach);
}

fn weight(taps: Taps, at: vec2u) -> vec2f {
  let inside = vec2f(at <= taps.last);
  return inside * max(vec2f(0.0), 1.0 - abs(vec2f(at) - taps.centre) / taps.reach);
}

// One sample at a time, each asked whether it may be seen.
fn resized_masked(taps: Taps) -> vec3f {
  var sum = vec3f(0.0);
  var weights = 0.0;
  for (var y = taps.first.y; y <= taps.last.y; y++) {
    for (var x = taps.first.x; x <= taps.last.x; x++) {
      let both = weight(taps, vec2u(x, y));
      sum += both.x * both.y * seen(vec2u(x, y));
      weights += both.x * both.y;
    }
  }
  return sum / weights;
}

// Four samples at a time: of two neighbours with weights a and b the sampler, asked at b / (a + b) between them, gives
// the weighted mean.
fn resized_freely(taps: Taps) -> vec3f {
  let size = vec2f(source_size());
  var sum = vec3f(0.0);
  var weights = 0.0;
  for (var y = taps.first.y; y <= taps.last.y; y += 2u) {
    for (var x = taps.first.x; x <= taps.last.x; x += 2u) {
      let near = weight(taps, vec2u(x, y));
      let far = weight(taps, vec2u(x, y) + 1u);
      let both = near + far;
      let between = far / max(both, vec2f(1e-9));
      sum += both.x * both.y * sampled((vec2f(vec2u(x, y)) + 0.5 + between) / size);
      weights += both.x * both.y;
    }
  }
  return sum / weights * 255.0;
}

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if id.x >= WIDTH || id.y >= HEIGHT {
    return;
  }
  var colour = vec3f(PAD);
  let inside = id.xy - placement.origin; // wraps round above and to the left of the picture
  if all(inside < placement.size) {
    let taps = taps_of(inside);
    if any(source_size() != placement.expected) {
      // Masks would lie elsewhere: nothing is seen, and whoever probes refuses this way of the frame.
      colour = vec3f(MASK);
    } else if placement.mask_stride > 0u {
      colour = resized_masked(taps);
    } else {
      colour = resized_freely(taps);
    }
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
