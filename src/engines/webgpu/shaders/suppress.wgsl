// Greedy non-maximum suppression, class by class, one workgroup a slot. Twin of core/detection/nms.ts, with its order
// and its limits; only the IoU is in single precision.

override LIMIT: f32; // IoU in [0, 1]

const MOST_CANDIDATES = 1024u;
const MOST_DETECTIONS = 128u;
const THREADS = 256u;
const ROW = 6u;
// Candidates that are decided together: as many as a word has bits.
const CHUNK = 32u;
// Threads that share the comparisons of one candidate.
const LANES = 8u; // THREADS / CHUNK

struct Look {
  // Rows that stayed.
  count: u32,
  // Candidates that the decoder found.
  found: u32,
  // Values of the network that are no numbers (NaN).
  not_numbers: u32,
  // Best first.
  rows: array<f32, 768>, // MOST_DETECTIONS · ROW
}

@group(0) @binding(0) var<storage, read> tallies: array<Tally>;
@group(0) @binding(1) var<storage, read> candidates: array<Candidate>;
@group(0) @binding(2) var<storage, read_write> looks: array<Look>;

// The best first.
var<workgroup> order: array<u32, MOST_CANDIDATES>;
var<workgroup> kept: array<u32, MOST_DETECTIONS>;
var<workgroup> stayed: u32;
// Of the chunk, one bit a candidate: those that one which stayed earlier hides.
var<workgroup> hidden: atomic<u32>;
// For each of the chunk, those before it in the chunk that hide it if they stay.
var<workgroup> hiding: array<atomic<u32>, CHUNK>;

fn better(a: Candidate, b: Candidate) -> bool {
  return a.score > b.score || (a.score == b.score && a.cell < b.cell);
}

fn area(a: Candidate) -> f32 {
  return (a.x1 - a.x0) * (a.y1 - a.y0);
}

fn iou(a: Candidate, b: Candidate) -> f32 {
  let width = min(a.x1, b.x1) - max(a.x0, b.x0);
  let height = min(a.y1, b.y1) - max(a.y0, b.y0);
  if width <= 0.0 || height <= 0.0 {
    return 0.0;
  }
  let both = width * height;
  return both / (area(a) + area(b) - both);
}

fn hides(best: Candidate, other: Candidate) -> bool {
  return best.class_id == other.class_id && iou(best, other) > LIMIT;
}

// A candidate's rank is the number of those that are better: no two have the same.
fn rank_all(start: u32, found: u32, me: u32) {
  for (var i = me; i < found; i += THREADS) {
    let mine = candidates[start + i];
    var rank = 0u;
    for (var k = 0u; k < found; k++) {
      rank += u32(better(candidates[start + k], mine));
    }
    if rank < MOST_CANDIDATES {
      order[rank] = i;
    }
  }
}

// Each of the chunk against those that stayed before it, and against its neighbours.
fn compare_chunk(start: u32, first: u32, ranked: u32, before: u32, me: u32) {
  let bit = me % CHUNK;
  let lane = me / CHUNK;
  if first + bit >= ranked {
    return;
  }
  let mine = candidates[start + order[first + bit]];
  for (var k = lane; k < before; k += LANES) {
    if hides(candidates[start + kept[k]], mine) {
      atomicOr(&hidden, 1u << bit);
      return;
    }
  }
  var by = 0u;
  for (var k = lane; k < bit; k += LANES) {
    by |= u32(hides(candidates[start + order[first + k]], mine)) << k;
  }
  atomicOr(&hiding[bit], by);
}

// What is decided one by one, without looking at boxes any more. Leaves nothing behind for the next chunk.
fn decide_chunk(first: u32, ranked: u32, before: u32) {
  let gone = atomicExchange(&hidden, 0u);
  var staying = 0u;
  var count = before;
  for (var bit = 0u; bit < min(CHUNK, ranked - first); bit++) {
    let by = atomicExchange(&hiding[bit], 0u);
    if count < MOST_DETECTIONS && (gone & (1u << bit)) == 0u && (by & staying) == 0u {
      staying |= 1u << bit;
      kept[count] = order[first + bit];
      count++;
    }
  }
  stayed = count;
}

fn write(slot: u32, place: u32, best: Candidate) {
  let row = array<f32, ROW>(best.x0, best.y0, best.x1, best.y1, best.score, best.class_id);
  for (var i = 0u; i < ROW; i++) {
    looks[slot].rows[place * ROW + i] = row[i];
  }
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) me: u32) {
  let slot = group.x;
  let start = slot * CELLS;
  let found = tallies[slot].found;
  let ranked = min(found, MOST_CANDIDATES);
  rank_all(start, found, me);

  for (var first = 0u; first < ranked; first += CHUNK) {
    let before = workgroupUniformLoad(&stayed); // which waits for all, as for `order`
    if before == MOST_DETECTIONS {
      break;
    }
    compare_chunk(start, first, ranked, before, me);
    workgroupBarrier();
    if me == 0u {
      decide_chunk(first, ranked, before);
    }
  }

  let count = workgroupUniformLoad(&stayed);
  for (var i = me; i < count; i += THREADS) {
    write(slot, i, candidates[start + kept[i]]);
  }
  if me == 0u {
    looks[slot].count = count;
    looks[slot].found = found;
    looks[slot].not_numbers = tallies[slot].not_numbers;
  }
}
