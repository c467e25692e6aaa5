// Twin of core/detection/fastestdet.ts, which says where the method comes from.

// Of the input, px.
override WIDTH: f32;
override HEIGHT: f32;

// [slots, 5 + CLASSES, cells]: object, x, y, w, h, then one probability a class.
@group(0) @binding(0) var<storage, read> output: array<f32>;

fn sigmoid(value: vec2f) -> vec2f {
  return 1.0 / (1.0 + exp(-value));
}

// Of a large value the quotient of two infinities is none; past 10 the result is 1 in float32.
fn steady_tanh(value: vec2f) -> vec2f {
  return tanh(clamp(value, vec2f(-10.0), vec2f(10.0)));
}

fn decode(slot: u32, cell: u32) {
  let cells = grid.cells;
  let at = slot * (5u + CLASSES) * cells + cell;
  let object = pow(max(output[at], 0.0), 0.6);
  // A class probability is at most 1, so most cells end here.
  if !(object > THRESHOLD) {
    return;
  }
  var best = 0u;
  for (var k = 1u; k < CLASSES; k++) {
    if output[at + (5u + k) * cells] > output[at + (5u + best) * cells] {
      best = k;
    }
  }
  let score = object * pow(max(output[at + (5u + best) * cells], 0.0), 0.4);
  if !(score > THRESHOLD) {
    return;
  }
  let offset = steady_tanh(vec2f(output[at + cells], output[at + 2u * cells]));
  let centre = (offset + place_of(cell)) * grid.stride;
  let half = sigmoid(vec2f(output[at + 3u * cells], output[at + 4u * cells])) * vec2f(WIDTH, HEIGHT) / 2.0;
  collect(slot, cell, centre - half, centre + half, score, best);
}
