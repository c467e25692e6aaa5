// Reads the output of a YOLOX network, one cell an invocation. Twin of core/detection/yolox.ts, which says where the
// method comes from.

override ROWS: u32;
override CLASSES: u32;
override THRESHOLD: f32;

struct Grid {
  // Of the output, the grid's first.
  row: u32,
  columns: u32,
  // px of the input
  stride: f32,
}

// [slots, ROWS, 5 + CLASSES]
@group(0) @binding(0) var<storage, read> output: array<f32>;
// In the order of the output.
@group(0) @binding(1) var<storage, read> grids: array<Grid>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  let slot = id.z;
  if row >= ROWS {
    return;
  }
  let at = (slot * ROWS + row) * (5u + CLASSES);
  let object = output[at + 4u];
  // A class probability is at most 1, so most cells end here.
  if !(object > THRESHOLD) {
    return;
  }
  var best = 0u;
  for (var k = 1u; k < CLASSES; k++) {
    if output[at + 5u + k] > output[at + 5u + best] {
      best = k;
    }
  }
  let score = object * output[at + 5u + best];
  if !(score > THRESHOLD) {
    return;
  }

  var grid = grids[0];
  for (var i = 1u; i < arrayLength(&grids); i++) {
    if row >= grids[i].row {
      grid = grids[i];
    }
  }
  let cell = row - grid.row;
  let place = vec2f(f32(cell % grid.columns), f32(cell / grid.columns));
  let centre = (vec2f(output[at], output[at + 1u]) + place) * grid.stride;
  let half = exp(vec2f(output[at + 2u], output[at + 3u])) * grid.stride / 2.0;
  let low = centre - half;
  let high = centre + half;
  collect(slot, Candidate(low.x, low.y, high.x, high.y, score, best, row));
}
