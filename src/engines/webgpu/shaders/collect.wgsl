// The end of every decoder: a candidate is put into its slot's list, in no particular order.
@group(1) @binding(0) var<storage, read_write> counts: array<atomic<u32>>;
@group(1) @binding(1) var<storage, read_write> candidates: array<Candidate>;

fn collect(slot: u32, candidate: Candidate) {
  let place = atomicAdd(&counts[slot], 1u);
  if place < CANDIDATES {
    candidates[slot * CANDIDATES + place] = candidate;
  }
}
