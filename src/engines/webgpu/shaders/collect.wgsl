// The frame of every decoder: the cells of one grid, one an invocation, in every slot. A decoder's own part is
// `decode`, which calls `collect` at most once. Twin of core/detection/candidates.ts.

override CLASSES: u32;
// Candidates have a higher score, in [0, 1].
override THRESHOLD: f32;

struct Grid {
  // Where its first cell comes among those of all grids.
  first: u32,
  cells: u32,
  columns: u32,
  // px of the input
  stride: f32,
}

@group(1) @binding(0) var<uniform> grid: Grid;
@group(2) @binding(0) var<storage, read_write> tallies: array<AtomicTally>;
@group(2) @binding(1) var<storage, read_write> candidates: array<Candidate>;

// Shaders may assume that no number is infinite or none, so the bits are asked.
fn finite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7f800000u) != 0x7f800000u;
}

// A network gone wrong is met here and nowhere behind.
fn collect(slot: u32, cell: u32, low: vec2f, high: vec2f, score: f32, class_id: u32) {
  let sound = finite(low.x) && finite(low.y) && finite(high.x) && finite(high.y) && finite(score);
  if !sound || low.x > high.x || low.y > high.y || score <= 0.0 {
    return;
  }
  let place = atomicAdd(&tallies[slot].found, 1u);
  candidates[slot * CELLS + place] =
    Candidate(low.x, low.y, high.x, high.y, score, f32(class_id), grid.first + cell);
}

// Column and line.
fn place_of(cell: u32) -> vec2f {
  return vec2f(f32(cell % grid.columns), f32(cell / grid.columns));
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if id.x < grid.cells {
    decode(id.z, id.x);
  }
}
