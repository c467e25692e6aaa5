// Twin of core/detection/nanodet.ts, which says where the method comes from. One grid a dispatch.

// Values a side is said in.
override BINS: u32;

// [slots, cells, CLASSES]
@group(0) @binding(0) var<storage, read> scores: array<f32>;
// [slots, cells, 4 · BINS]: left, top, right, bottom
@group(0) @binding(1) var<storage, read> distances: array<f32>;

// Mean of 0, 1, … under the softmax of the logits.
fn mean_of(start: u32) -> f32 {
  var greatest = distances[start];
  for (var bin = 1u; bin < BINS; bin++) {
    greatest = max(greatest, distances[start + bin]);
  }
  var sum = 0.0;
  var weighted = 0.0;
  for (var bin = 0u; bin < BINS; bin++) {
    let weight = exp(distances[start + bin] - greatest);
    sum += weight;
    weighted += weight * f32(bin);
  }
  return weighted / sum;
}

fn decode(slot: u32, cell: u32) {
  let row = slot * grid.cells + cell;
  var best = row * CLASSES;
  for (var k = best + 1u; k < (row + 1u) * CLASSES; k++) {
    if scores[k] > scores[best] {
      best = k;
    }
  }
  let score = scores[best];
  if !(score > THRESHOLD) {
    return;
  }
  let centre = (place_of(cell) + 0.5) * grid.stride;
  let side = row * 4u * BINS;
  let low = vec2f(mean_of(side), mean_of(side + BINS)) * grid.stride;
  let high = vec2f(mean_of(side + 2u * BINS), mean_of(side + 3u * BINS)) * grid.stride;
  collect(slot, cell, centre - low, centre + high, score, best - row * CLASSES);
}
