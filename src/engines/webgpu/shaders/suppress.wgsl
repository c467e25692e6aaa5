// Greedy non-maximum suppression, class by class, one workgroup a slot. Twin of core/detection/nms.ts, with its order
// and its limits; only the IoU is in single precision.

override LIMIT: f32; // IoU in [0, 1]

const MOST_CANDIDATES = 1024u;
const MOST_DETECTIONS = 128u;
const THREADS = 256u;
const ROW = 6u;

struct Look {
  // Rows that stayed.
  count: u32,
  // Candidates that the decoder found.
  found: u32,
  // Best first.
  rows: array<f32, 768>, // MOST_DETECTIONS · ROW
}

@group(0) @binding(0) var<storage, read> counts: array<u32>;
@group(0) @binding(1) var<storage, read> candidates: array<Candidate>;
@group(0) @binding(2) var<storage, read_write> looks: array<Look>;

// The best first.
var<workgroup> order: array<u32, MOST_CANDIDATES>;
var<workgroup> hidden: array<u32, MOST_CANDIDATES>;

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

fn write(slot: u32, place: u32, best: Candidate) {
  var row = array<f32, ROW>(best.x0, best.y0, best.x1, best.y1, best.score, best.class_id);
  for (var i = 0u; i < ROW; i++) {
    looks[slot].rows[place * ROW + i] = row[i];
  }
}

@compute @workgroup_size(THREADS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) me: u32) {
  let slot = group.x;
  let start = slot * CELLS;
  let found = counts[slot];
  let ranked = min(found, MOST_CANDIDATES);

  // A candidate's rank is the number of those that are better: no two have the same.
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
  workgroupBarrier();

  var stayed = 0u;
  for (var i = 0u; i < ranked && stayed < MOST_DETECTIONS; i++) {
    if workgroupUniformLoad(&hidden[i]) == 1u {
      continue;
    }
    let best = candidates[start + order[i]];
    if me == 0u {
      write(slot, stayed, best);
    }
    stayed++;
    for (var k = me; k < ranked; k += THREADS) {
      let other = candidates[start + order[k]];
      if k > i && other.class_id == best.class_id && iou(best, other) > LIMIT {
        hidden[k] = 1u;
      }
    }
  }
  if me == 0u {
    looks[slot].count = stayed;
    looks[slot].found = found;
  }
}
