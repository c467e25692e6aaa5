import type { MeshWriter, Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import type { PersonLook } from '#core/simulation/looks/person-look.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { along, scale } from '#core/simulation/body/vector.ts';

interface Cut {
  /** How far it stands off, parts of the head. */
  readonly thick: number;
  /** Where it ends at the back and at the sides, height in the head. */
  readonly nape: number;
  readonly sides: number;
  /** Where the hair begins over the face. */
  readonly brow: number;
}

const CUTS: Readonly<Record<PersonLook['hair']['style'], Cut | null>> = {
  bald: null,
  cropped: { thick: 0.02, nape: 0.2, sides: 0.5, brow: 0.84 },
  short: { thick: 0.06, nape: 0.16, sides: 0.46, brow: 0.8 },
  bob: { thick: 0.09, nape: -0.05, sides: 0.02, brow: 0.76 },
  long: { thick: 0.08, nape: -0.85, sides: -0.55, brow: 0.8 },
  tail: { thick: 0.05, nape: 0.15, sides: 0.42, brow: 0.82 },
  bun: { thick: 0.05, nape: 0.15, sides: 0.42, brow: 0.82 },
  curly: { thick: 0.17, nape: 0.05, sides: 0.3, brow: 0.78 },
};

export function drawHair(writer: MeshWriter, skeleton: Skeleton, { look, hair, hat }: Wardrobe): void {
  const { hat: worn } = look;
  const cut = CUTS[look.hair.style];
  if (cut !== null && worn.kind !== 'hood' && worn.kind !== 'scarf') {
    drawShell(writer, skeleton, cut, hair);
    if (look.hair.style === 'tail' && worn.kind !== 'beanie') drawTail(writer, skeleton, hair);
    if (look.hair.style === 'bun' && worn.kind !== 'beanie') drawBun(writer, skeleton, hair);
  }
  if (worn.kind === 'hood') drawShell(writer, skeleton, { thick: 0.16, nape: -0.3, sides: -0.2, brow: 0.84 }, hat);
  if (worn.kind === 'scarf') drawShell(writer, skeleton, { thick: 0.1, nape: -0.5, sides: -0.35, brow: 0.8 }, hat);
  if (worn.kind === 'beanie') drawShell(writer, skeleton, { thick: 0.12, nape: 0.5, sides: 0.52, brow: 0.7 }, hat);
  if (worn.kind === 'cap') {
    drawShell(writer, skeleton, { thick: 0.09, nape: 0.56, sides: 0.62, brow: 0.74 }, hat);
    drawBrim(writer, skeleton, hat);
  }
}

/** Rings over the head whose lower edge hangs deeper behind than over the face. */
function drawShell(writer: MeshWriter, { chin, turned, lengths }: Skeleton, cut: Cut, paint: Paint): void {
  const { left, forward, up } = turned.head;
  const size = lengths.head;
  const layers = 8;
  const edge = (turn: number) => {
    // 0.25 is the face, 0.75 the back.
    const front = Math.sin(2 * Math.PI * turn);
    const low = front > 0 ? cut.sides : cut.sides + (cut.nape - cut.sides) * Math.min(1, -front * 1.6);
    // Over the face it begins abruptly at the temples.
    return front > 0.35 ? cut.brow + (low - cut.brow) * Math.max(0, 1 - (front - 0.35) * 5) : low;
  };
  const rings = Array.from({ length: layers + 1 }, (): Ring => ({ at: chin, u: left, v: forward }));
  loft(writer, rings, paint, {
    around: 18,
    caps: [false, false],
    bump: (_, i, turn) => {
      const s = i / layers;
      const low = edge(turn);
      const angle = 2 * Math.PI * turn;
      // The upper half of the head is about an ellipsoid; below its middle hair falls straight.
      const high = 1 + cut.thick - (1 + cut.thick - low) * s ** 1.4;
      const over = Math.max(0, (high - 0.6) / (0.4 + cut.thick));
      const round = Math.sqrt(Math.max(0, 1 - over * over));
      const falls = high < 0 ? 1 + 0.25 * Math.max(-1, high) : 1;
      const under = high < 0.45 && low > 0 ? 1 - 0.5 * (0.45 - high) : 1;
      const wide = (0.345 + cut.thick) * round * falls * under;
      const deep = (0.425 + cut.thick) * round * falls * under;
      return along(
        along(along(chin, up, high * size), left, Math.cos(angle) * wide * size),
        forward,
        (Math.sin(angle) * deep - 0.015 - (high < 0.1 ? 0.06 : 0)) * size,
      );
    },
  });
}

function drawTail(writer: MeshWriter, { chin, turned, lengths }: Skeleton, paint: Paint): void {
  const size = lengths.head;
  const back = along(along(chin, turned.head.up, 0.7 * size), turned.head.forward, -0.46 * size);
  const rings = [0, 0.25, 0.6, 1].map((t, i): Ring => ({
    at: along(along(back, turned.head.forward, -0.14 * Math.sin(t * 2) * size), DOWN, t * 1.05 * size),
    u: scale(turned.head.left, [0.06, 0.12, 0.11, 0.03][i]! * size),
    v: scale(turned.head.forward, [0.06, 0.1, 0.09, 0.03][i]! * size),
  }));
  loft(writer, rings, paint, { around: 7 });
}

function drawBun(writer: MeshWriter, { chin, turned, lengths }: Skeleton, paint: Paint): void {
  const size = lengths.head;
  const middle = along(along(chin, turned.head.up, 0.86 * size), turned.head.forward, -0.42 * size);
  const rings = [1, 0.6, 0, -0.6, -1].map((t): Ring => {
    const radius = 0.17 * size * Math.sqrt(Math.max(0.02, 1 - t * t));
    return {
      at: along(middle, turned.head.up, 0.16 * t * size),
      u: scale(turned.head.left, radius),
      v: scale(turned.head.forward, radius),
    };
  });
  loft(writer, rings, paint, { around: 7 });
}

function drawBrim(writer: MeshWriter, { chin, turned, lengths }: Skeleton, paint: Paint): void {
  const size = lengths.head;
  const { left, forward, up } = turned.head;
  const rings = [0.3, 0.55, 0.78].map((ahead, i): Ring => ({
    at: along(along(chin, up, (0.77 - 0.035 * i) * size), forward, ahead * size),
    u: scale(left, [0.38, 0.34, 0.2][i]! * size),
    v: scale(up, 0.022 * size),
  }));
  loft(writer, rings, paint, { around: 6 });
}

const DOWN = { x: 0, y: 0, z: -1 };
