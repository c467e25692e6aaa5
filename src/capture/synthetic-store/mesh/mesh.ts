import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  type Material,
} from 'three';
import { BYTES, FLOATS, type MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';

/** What a writer holds, on the graphics processor. */
export class WrittenMesh implements Disposable {
  readonly mesh: Mesh;
  #floats: InterleavedBuffer | null = null;
  #bytes: InterleavedBuffer | null = null;
  #index: BufferAttribute | null = null;

  constructor(material: Material) {
    this.mesh = new Mesh(new BufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.matrixAutoUpdate = false;
  }

  /** Takes over what was written. */
  upload({ floats, bytes, indices, corners, triangles }: MeshWriter): void {
    // A writer that has grown has other arrays, and those need other buffers.
    if (this.#floats?.array !== floats || this.#index?.array !== indices) this.#allocate(floats, bytes, indices);
    refresh(this.#floats!, corners * FLOATS);
    refresh(this.#bytes!, corners * BYTES);
    refresh(this.#index!, triangles * 3);
    this.mesh.geometry.setDrawRange(0, triangles * 3);
  }

  #allocate(floats: Float32Array, bytes: Uint8Array, indices: Uint32Array): void {
    this.mesh.geometry.dispose();
    const geometry = new BufferGeometry();
    this.#floats = new InterleavedBuffer(floats, FLOATS).setUsage(DynamicDrawUsage);
    this.#bytes = new InterleavedBuffer(bytes, BYTES).setUsage(DynamicDrawUsage);
    this.#index = new BufferAttribute(indices, 1).setUsage(DynamicDrawUsage);
    geometry.setAttribute('position', new InterleavedBufferAttribute(this.#floats, 3, 0));
    geometry.setAttribute('normal', new InterleavedBufferAttribute(this.#floats, 3, 3));
    geometry.setAttribute('uv', new InterleavedBufferAttribute(this.#floats, 2, 6));
    geometry.setAttribute('paint', new InterleavedBufferAttribute(this.#bytes, 4, 0, true));
    geometry.setAttribute('tag', new InterleavedBufferAttribute(this.#bytes, 4, 4, true));
    geometry.setIndex(this.#index);
    this.mesh.geometry = geometry;
  }

  [Symbol.dispose](): void {
    this.mesh.geometry.dispose();
  }
}

/** Only what was written anew crosses over. */
function refresh(buffer: InterleavedBuffer | BufferAttribute, count: number): void {
  buffer.clearUpdateRanges();
  buffer.addUpdateRange(0, count);
  buffer.needsUpdate = true;
}
