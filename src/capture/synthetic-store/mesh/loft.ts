/** A skin over rings: limbs, trunks, heads, bottles. */
import type { WorldPoint } from '#core/geometry/frames.ts';
import { cross, length, scale, subtract } from '#core/simulation/body/vector.ts';
import type { MeshWriter, Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';

/** An ellipse: `at + u·cos + v·sin`. */
export interface Ring {
  readonly at: WorldPoint;
  readonly u: WorldPoint;
  readonly v: WorldPoint;
}

export interface LoftOptions {
  /** Corners of a ring. */
  readonly around: number;
  /** Whether the first and the last ring are closed. */
  readonly caps?: readonly [first: boolean, last: boolean];
  /** 1 an ellipse; less, and it goes towards a rectangle. */
  readonly round?: number;
  /** Where the rings begin and end in the texture, from the top. */
  readonly v0?: number;
  readonly v1?: number;
  /** Moves a point of ring `i`, at `turn` of the way around. */
  readonly bump?: (point: WorldPoint, i: number, turn: number) => WorldPoint;
}

/** The texture goes once around, from `u` over `v`: what `v` points at is in its first half. */
export function loft(writer: MeshWriter, rings: readonly Ring[], paint: Paint, options: LoftOptions): void {
  const { around, round = 1, caps = [true, true], v0 = 0, v1 = 1, bump } = options;
  const points: WorldPoint[][] = rings.map(({ at, u, v }, i) =>
    Array.from({ length: around }, (_, k) => {
      const angle = (2 * Math.PI * k) / around;
      const c = bent(Math.cos(angle), round);
      const s = bent(Math.sin(angle), round);
      const point = {
        x: at.x + u.x * c + v.x * s,
        y: at.y + u.y * c + v.y * s,
        z: at.z + u.z * c + v.z * s,
      };
      return bump === undefined ? point : bump(point, i, k / around);
    }),
  );
  const last = rings.length - 1;
  const first = writer.corners;
  points.forEach((ring, i) => {
    const before = points[Math.max(0, i - 1)]!;
    const after = points[Math.min(last, i + 1)]!;
    const v = v0 + ((v1 - v0) * i) / last;
    for (let k = 0; k <= around; k++) {
      const at = k % around;
      const along = subtract(after[at]!, before[at]!);
      const aside = subtract(ring[(at + 1) % around]!, ring[(at + around - 1) % around]!);
      let normal = cross(along, aside);
      if (length(normal) < 1e-12) normal = subtract(ring[at]!, rings[i]!.at);
      const out = subtract(ring[at]!, rings[i]!.at);
      const turned = normal.x * out.x + normal.y * out.y + normal.z * out.z < 0 ? -1 : 1;
      writer.corner(ring[at]!, scale(normal, turned / Math.max(1e-12, length(normal))), k / around, v, paint);
    }
  });
  const row = around + 1;
  for (let i = 0; i < last; i++)
    for (let k = 0; k < around; k++) {
      const a = first + i * row + k;
      writer.triangle(a, a + 1, a + row);
      writer.triangle(a + 1, a + row + 1, a + row);
    }
  if (caps[0]) close(writer, points[0]!, rings[0]!, rings[1]!, paint, v0);
  if (caps[1]) close(writer, points[last]!, rings[last]!, rings[last - 1]!, paint, v1);
}

function close(
  writer: MeshWriter,
  points: readonly WorldPoint[],
  ring: Ring,
  next: Ring,
  paint: Paint,
  v: number,
): void {
  const out = subtract(ring.at, next.at);
  const normal = scale(out, 1 / Math.max(1e-12, length(out)));
  const middle = writer.corner(ring.at, normal, 0.5, v, paint);
  const first = writer.corners;
  points.forEach((point, k) => writer.corner(point, normal, k / points.length, v, paint));
  for (let k = 0; k < points.length; k++) writer.triangle(middle, first + k, first + ((k + 1) % points.length));
}

const bent = (x: number, round: number): number => (round === 1 ? x : Math.sign(x) * Math.abs(x) ** round);
