/** Floor, walls, door and ceiling of a store, and what can be seen through the door. */
import { writeBlock, writeQuad } from '#capture/synthetic-store/mesh/block.ts';
import { type Cell, type MeshWriter, NOBODY, type Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { FLOOR_METRES } from '#capture/synthetic-store/paint/room-textures.ts';
import { facing } from '#core/simulation/body/orientation.ts';
import { along, scale, vector } from '#core/simulation/body/vector.ts';
import type { Colour } from '#core/simulation/looks/colour.ts';
import type { RoomLook } from '#core/simulation/looks/room-look.ts';
import type { Furniture } from '#core/simulation/staging/furniture.ts';
import type { RoomWall } from '#core/simulation/staging/room-walls.ts';

/** Each of these is drawn with a texture of its own. */
export interface RoomWriters {
  readonly floor: MeshWriter;
  /** Seen from inside only: a camera that hangs behind a wall looks through it. */
  readonly walls: MeshWriter;
  /** Of the atlas. */
  readonly things: MeshWriter;
  /** Of the atlas too: what keeps no light out. */
  readonly lights: MeshWriter;
}

const PLASTER: Paint = { colour: [1, 1, 1], gloss: 0.05, cell: { x: 0, y: 0, width: 1, height: 1 }, id: NOBODY };
/** m */
const DOOR_HEIGHT = 2.1;
const OUTSIDE = 5;

export function drawRoom(
  { floor, walls, things, lights }: RoomWriters,
  { outline, walls: around, partitions }: Furniture,
  look: RoomLook,
  white: Cell,
): void {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [x0, x1] = [Math.min(...xs) - OUTSIDE, Math.max(...xs) + OUTSIDE];
  const [y0, y1] = [Math.min(...ys) - OUTSIDE, Math.max(...ys) + OUTSIDE];
  const middle = vector((x0 + x1) / 2, (y0 + y1) / 2, 0);
  const across = (x1 - x0) / 2;
  const high = (y1 - y0) / 2;
  const flat = (colour: Colour, gloss: number, cell: Cell, glow = 0): Paint => ({
    colour,
    gloss,
    cell,
    id: NOBODY,
    glow,
  });
  const tiled = {
    x: x0 / FLOOR_METRES,
    y: y0 / FLOOR_METRES,
    width: (x1 - x0) / FLOOR_METRES,
    height: (y1 - y0) / FLOOR_METRES,
  };
  writeQuad(floor, middle, vector(across, 0, 0), vector(0, high, 0), UP, flat([1, 1, 1], look.gloss, tiled));
  // Seen from below.
  const above = vector(middle.x, middle.y, look.height);
  writeQuad(lights, above, vector(across, 0, 0), vector(0, -high, 0), scale(UP, -1), {
    ...flat(look.ceiling, 0, white, 0.22),
  });
  drawLamps(lights, [x0, x1, y0, y1], look, white);
  for (const wall of around) drawWall(walls, things, lights, wall, look, white);
  for (const partition of partitions) writeBlock(walls, partition, () => PLASTER);
}

/** m, from lamp to lamp; the shader mirrors them in the floor. */
export const LAMP_PITCH = 2.4;

function drawLamps(
  writer: MeshWriter,
  [x0, x1, y0, y1]: readonly [number, number, number, number],
  { height, lamp }: RoomLook,
  white: Cell,
): void {
  for (let x = Math.ceil(x0 / LAMP_PITCH) * LAMP_PITCH; x < x1; x += LAMP_PITCH)
    for (let y = Math.ceil(y0 / LAMP_PITCH) * LAMP_PITCH; y < y1; y += LAMP_PITCH)
      writeQuad(writer, vector(x, y, height - 0.01), vector(0.6, 0, 0), vector(0, -0.15, 0), scale(UP, -1), {
        colour: lamp.colour,
        gloss: 0,
        cell: white,
        id: NOBODY,
        glow: 1,
      });
}

function drawWall(
  walls: MeshWriter,
  things: MeshWriter,
  lights: MeshWriter,
  { from, angle, long, doors }: RoomWall,
  look: RoomLook,
  white: Cell,
): void {
  // Forward looks into the store, left along the wall's way.
  const turned = facing(angle + Math.PI / 2);
  const way = vector(Math.cos(angle), Math.sin(angle), 0);
  const piece = (a: number, b: number, low: number, top: number) => {
    if (b - a < 0.01) return;
    const at = along(along(vector(from[0], from[1], 0), way, (a + b) / 2), UP, (low + top) / 2);
    const cell = { x: a / 3, y: 1 - top / look.height, width: (b - a) / 3, height: (top - low) / look.height };
    writeQuad(walls, at, scale(way, -(b - a) / 2), scale(UP, (top - low) / 2), turned.forward, { ...PLASTER, cell });
  };
  const ends = [0, ...doors.flat(), long];
  for (let i = 0; i < ends.length; i += 2) piece(ends[i]!, ends[i + 1]!, 0, look.height);
  const metal: Paint = { colour: [0.08, 0.08, 0.09], gloss: 0.4, cell: white, id: NOBODY };
  const post = (along0: number, up: number, size: readonly [number, number, number]) =>
    writeBlock(
      things,
      {
        at: along(along(vector(from[0], from[1], 0), way, along0), UP, up),
        turned: { left: way, forward: turned.forward, up: UP },
        size,
      },
      () => metal,
    );
  for (const [a, b] of doors) {
    piece(a, b, DOOR_HEIGHT, look.height);
    for (const at of [a, b]) post(at, DOOR_HEIGHT / 2, [0.07, 0.09, DOOR_HEIGHT]);
    post((a + b) / 2, DOOR_HEIGHT, [b - a, 0.09, 0.07]);
    // The street, too bright for the camera.
    const far = along(
      along(along(vector(from[0], from[1], 0), way, (a + b) / 2), turned.forward, -OUTSIDE + 0.5),
      UP,
      1.5,
    );
    writeQuad(lights, far, scale(way, -OUTSIDE), scale(UP, 1.5), turned.forward, {
      colour: look.outside,
      gloss: 0,
      cell: white,
      id: NOBODY,
      glow: 0.75,
    });
  }
}

const UP = vector(0, 0, 1);
