// What a decoder found and suppression chooses from.
struct Candidate {
  // Corners, px of the network's input.
  x0: f32,
  y0: f32,
  x1: f32,
  y1: f32,
  score: f32,
  class_id: f32,
  // Of the network's output: of two with the same score the earlier one is better, as on the processor.
  cell: u32,
}

// A slot has room for a candidate of every cell.
override CELLS: u32;
