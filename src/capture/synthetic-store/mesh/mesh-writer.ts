/** Triangles in the making: everything that is drawn has the same six numbers a corner, so that one program draws it. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import type { Colour } from '#core/simulation/looks/colour.ts';

/** A rectangle of a texture, in parts of it, from the top left. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a surface is of. */
export interface Paint {
  /** Times what the texture has there. */
  readonly colour: Colour;
  /** 0 dull, 1 like glass. */
  readonly gloss: number;
  readonly cell: Cell;
  /** Whose pixels they are: see `pixel-ids.ts`. */
  readonly id: PixelId;
  /** How much light reaches it: 1 all of it. */
  readonly shade?: number;
  /** How much it shines by itself: 1 like a lamp. */
  readonly glow?: number;
}

export type PixelId = readonly [owner: number, part: number];

export const NOBODY: PixelId = [0, 0];

/** Numbers a corner. */
export const FLOATS = 8;
export const BYTES = 8;

export class MeshWriter {
  /** Position, normal, texture. */
  floats = new Float32Array(FLOATS * 4096);
  /** Red, green, blue, gloss; owner, part, shade, glow. */
  bytes = new Uint8Array(BYTES * 4096);
  indices = new Uint32Array(3 * 8192);
  corners = 0;
  triangles = 0;

  clear(): void {
    this.corners = 0;
    this.triangles = 0;
  }

  /** @returns Its number. @param u - Of the texture, as `v`, in parts of the paint's cell. */
  corner(
    at: WorldPoint,
    normal: WorldPoint,
    u: number,
    v: number,
    { colour, gloss, cell, id, shade = 1, glow = 0 }: Paint,
  ): number {
    const corner = this.corners++;
    if (this.corners * FLOATS > this.floats.length) {
      this.floats = grown(this.floats, Float32Array);
      this.bytes = grown(this.bytes, Uint8Array);
    }
    const f = corner * FLOATS;
    this.floats[f] = at.x;
    this.floats[f + 1] = at.y;
    this.floats[f + 2] = at.z;
    this.floats[f + 3] = normal.x;
    this.floats[f + 4] = normal.y;
    this.floats[f + 5] = normal.z;
    this.floats[f + 6] = cell.x + u * cell.width;
    this.floats[f + 7] = cell.y + v * cell.height;
    const b = corner * BYTES;
    this.bytes[b] = byte(colour[0]);
    this.bytes[b + 1] = byte(colour[1]);
    this.bytes[b + 2] = byte(colour[2]);
    this.bytes[b + 3] = byte(gloss);
    this.bytes[b + 4] = id[0];
    this.bytes[b + 5] = id[1];
    this.bytes[b + 6] = byte(shade);
    this.bytes[b + 7] = byte(glow);
    return corner;
  }

  triangle(a: number, b: number, c: number): void {
    const i = 3 * this.triangles++;
    if (i + 3 > this.indices.length) this.indices = grown(this.indices, Uint32Array);
    this.indices[i] = a;
    this.indices[i + 1] = b;
    this.indices[i + 2] = c;
  }
}

const byte = (part: number) => Math.round(255 * Math.min(1, Math.max(0, part)));

function grown<T extends Float32Array | Uint8Array | Uint32Array>(old: T, Kind: new (length: number) => T): T {
  const next = new Kind(old.length * 2);
  next.set(old);
  return next;
}
