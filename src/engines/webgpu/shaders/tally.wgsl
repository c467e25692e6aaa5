// What is counted of a slot: while its outputs are read, and afterwards.
struct AtomicTally {
  // Candidates.
  found: atomic<u32>,
  // Values of the network that are no numbers (NaN).
  not_numbers: atomic<u32>,
}

struct Tally {
  found: u32,
  not_numbers: u32,
}
