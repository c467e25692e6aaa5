// Greedy non-maximum suppression, class by class, one workgroup a slot. Twin of core/detection/nms.ts, but for two
// limits: it chooses from the 256 best candidates, and keeps at most 128.

override LIMIT: f32; // IoU in [0, 1]

const RANKED = 256u;
const KEPT = 128u;

struct Look {
  // Detections that suppression left, also those beyond KEPT.
  kept: u32,
  // Candidates that the decoder found, also those beyond CANDIDATES.
  found: u32,
  // Best first.
  detections: array<Candidate, KEPT>,
}

@group(0) @binding(0) var<storage, read> counts: array<u32>;
@group(0) @binding(1) var<storage, read> candidates: array<Candidate>;
@group(0) @binding(2) var<storage, read_write> looks: array<Look>;

var<workgroup> ranking: array<u32, RANKED>;
var<workgroup> hidden: array<u32, RANKED>;

fn better(a: Candidate, b: Candidate) -> bool {
  return a.score > b.score || (a.score == b.score && a.row < b.row);
}

fn area(a: Candidate) -> f32 {
  return max(0.0, a.x1 - a.x0) * max(0.0, a.y1 - a.y0);
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

@compute @workgroup_size(RANKED)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) me: u32) {
  let slot = group.x;
  let start = slot * CANDIDATES;
  let found = min(counts[slot], CANDIDATES);
  let ranked = min(found, RANKED);

  // A candidate's rank is the number of those that are better: no two have the same.
  for (var i = me; i < found; i += RANKED) {
    let mine = candidates[start + i];
    var rank = 0u;
    for (var k = 0u; k < found; k++) {
      rank += u32(better(candidates[start + k], mine));
    }
    if rank < RANKED {
      ranking[rank] = i;
    }
  }
  hidden[me] = u32(me >= ranked);
  workgroupBarrier();

  let mine = candidates[start + ranking[me]];
  for (var i = 0u; i < ranked; i++) {
    if workgroupUniformLoad(&hidden[i]) == 0u && me > i && hidden[me] == 0u {
      let best = candidates[start + ranking[i]];
      if best.class_id == mine.class_id && iou(best, mine) > LIMIT {
        hidden[me] = 1u;
      }
    }
  }
  workgroupBarrier();

  var place = 0u;
  for (var i = 0u; i < me; i++) {
    place += 1u - hidden[i];
  }
  if hidden[me] == 0u && place < KEPT {
    looks[slot].detections[place] = mine;
  }
  if me == RANKED - 1u {
    looks[slot].kept = place + 1u - hidden[me];
    looks[slot].found = counts[slot];
  }
}
