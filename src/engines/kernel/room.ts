/** Where things lie in the memory of the pixel loops. All places are chosen first, then the memory is furnished. */
export interface Room {
  /** @returns The address of `bytes` bytes, aligned for SIMD. */
  reserve(bytes: number): number;
  /** @returns The address at which `values` will lie. */
  place(values: Int32Array | Int16Array | Uint8Array | Float32Array): number;
  /** Makes `memory` large enough and puts everything placed into it. */
  furnish(memory: WebAssembly.Memory): void;
}

const PAGE = 65536;
const ALIGNMENT = 16;
/** Below this the compiler may keep something of its own. */
const FLOOR = 1024;
/** The loops read whole windows: some bytes beyond the last one that counts. */
const SLACK = 256;

export function createRoom(): Room {
  let end = FLOOR;
  const placed: { readonly address: number; readonly values: ArrayBufferView }[] = [];
  const reserve = (bytes: number) => {
    const address = end;
    end = Math.ceil((end + bytes) / ALIGNMENT) * ALIGNMENT;
    return address;
  };
  return {
    reserve,
    place: (values) => {
      const address = reserve(values.byteLength);
      placed.push({ address, values });
      return address;
    },
    furnish: (memory) => {
      const missing = end + SLACK - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      for (const { address, values } of placed) {
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
        new Uint8Array(memory.buffer).set(bytes, address);
      }
    },
  };
}
