// Counts what is no number (NaN) in one output of the network, slot by slot. Twin of hasNaN in engines/assert-numbers.ts:
// all that the decoder reads is looked at, for a cell whose chance is no number is no candidate and would go unnoticed.

// Pictures of the batch, all of which the tensor holds.
override SLOTS: u32;

const THREADS = 64u;

@group(0) @binding(0) var<storage, read> tensor: array<f32>;
@group(0) @binding(1) var<storage, read_write> tallies: array<AtomicTally>;

// Shaders may assume that every number is one, so the bits are asked.
fn is_number(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffffu) <= 0x7f800000u;
}

@compute @workgroup_size(THREADS)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let length = arrayLength(&tensor) / SLOTS;
  let slot = id.z;
  var wrong = 0u;
  for (var i = id.x; i < length; i += THREADS * groups.x) {
    wrong += u32(!is_number(tensor[slot * length + i]));
  }
  if wrong > 0u {
    atomicAdd(&tallies[slot].not_numbers, wrong);
  }
}
