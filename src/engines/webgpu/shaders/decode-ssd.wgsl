// Twin of core/detection/ssd.ts, which says where the method comes from.

// Of the input, px.
override WIDTH: f32;
override HEIGHT: f32;
// Corners are y0, x0, y1, x1, otherwise x0, y0, x1, y1.
override Y_FIRST: bool;
// Scores of nothing at all, before those of the classes: 0 or 1.
override SKIPPED: u32;

// [slots, CELLS, 4]: corners in parts of the picture.
@group(0) @binding(0) var<storage, read> boxes: array<f32>;
// [slots, CELLS, SKIPPED + CLASSES]
@group(0) @binding(1) var<storage, read> scores: array<f32>;

fn decode(slot: u32, cell: u32) {
  let row = slot * CELLS + cell;
  let first = row * (CLASSES + SKIPPED) + SKIPPED;
  var best = first;
  for (var k = first + 1u; k < first + CLASSES; k++) {
    if scores[k] > scores[best] {
      best = k;
    }
  }
  let score = scores[best];
  if !(score > THRESHOLD) {
    return;
  }
  let at = 4u * row;
  let size = vec2f(WIDTH, HEIGHT);
  let low = vec2f(boxes[at], boxes[at + 1u]);
  let high = vec2f(boxes[at + 2u], boxes[at + 3u]);
  collect(slot, cell, select(low, low.yx, Y_FIRST) * size, select(high, high.yx, Y_FIRST) * size, score, best - first);
}
