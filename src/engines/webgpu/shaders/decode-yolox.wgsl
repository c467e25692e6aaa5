// Twin of core/detection/yolox.ts, which says where the method comes from.

// [slots, CELLS, 5 + CLASSES]: x, y, w, h, object, then one value a class.
@group(0) @binding(0) var<storage, read> output: array<f32>;

fn decode(slot: u32, cell: u32) {
  let at = (slot * CELLS + grid.first + cell) * (5u + CLASSES);
  let object = output[at + 4u];
  // A class probability is at most 1, so most cells end here.
  if !(object > THRESHOLD) {
    return;
  }
  var best = at + 5u;
  for (var k = at + 6u; k < at + 5u + CLASSES; k++) {
    if output[k] > output[best] {
      best = k;
    }
  }
  let score = object * output[best];
  if !(score > THRESHOLD) {
    return;
  }
  let centre = (vec2f(output[at], output[at + 1u]) + place_of(cell)) * grid.stride;
  let half = exp(vec2f(output[at + 2u], output[at + 3u])) * grid.stride / 2.0;
  collect(slot, cell, centre - half, centre + half, score, best - at - 5u);
}
