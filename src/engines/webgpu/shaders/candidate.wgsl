// What a decoder found and suppression chooses from. 28 bytes.
struct Candidate {
  // Corners, px of the network's input.
  x0: f32,
  y0: f32,
  x1: f32,
  y1: f32,
  score: f32,
  class_id: u32,
  // Of the network's output: of two with the same score the earlier one is better, as on the processor.
  row: u32,
}

// Room for the candidates of one slot; what comes after is counted and forgotten.
const CANDIDATES = 1024u;
