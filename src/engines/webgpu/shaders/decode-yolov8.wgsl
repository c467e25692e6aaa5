// Twin of core/detection/yolov8.ts, which says where the method comes from.

// How the tensor lies: [slots, 4 + CLASSES, CELLS], or [slots, CELLS, 4 + CLASSES].
override FIELDS_FIRST: bool;

// Centre x, centre y, w, h in px of the input, then one score a class.
@group(0) @binding(0) var<storage, read> output: array<f32>;

fn decode(slot: u32, cell: u32) {
  let fields = 4u + CLASSES;
  let step = select(1u, CELLS, FIELDS_FIRST);
  let at = slot * fields * CELLS + cell * select(fields, 1u, FIELDS_FIRST);
  var best = 0u;
  for (var k = 1u; k < CLASSES; k++) {
    if output[at + (4u + k) * step] > output[at + (4u + best) * step] {
      best = k;
    }
  }
  let score = output[at + (4u + best) * step];
  if !(score > THRESHOLD) {
    return;
  }
  let centre = vec2f(output[at], output[at + step]);
  let half = vec2f(output[at + 2u * step], output[at + 3u * step]) / 2.0;
  collect(slot, cell, centre - half, centre + half, score, best);
}
