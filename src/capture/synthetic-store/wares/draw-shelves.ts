import { type MeshWriter, NOBODY } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { Atlas } from '#capture/synthetic-store/paint/atlas.ts';
import { drawWare } from '#capture/synthetic-store/wares/draw-ware.ts';
import type { Rack } from '#core/simulation/body/fixture-blocks.ts';
import { standingItem } from '#core/simulation/body/held-item.ts';
import { dot, subtract } from '#core/simulation/body/vector.ts';
import { wareLook } from '#core/simulation/looks/ware-look.ts';
import type { Moment, Ware } from '#core/simulation/moment.ts';

/** Everything that stands on a shelf or lies about. */
export function drawShelves(
  writer: MeshWriter,
  items: Moment['items'],
  wares: readonly Ware[],
  racks: readonly Rack[],
  atlas: Atlas,
): void {
  const looks = wares.map(wareLook);
  for (const { ware, place } of items) {
    if (place.kind !== 'shelf') continue;
    const paint = {
      cells: atlas.wares[ware]!,
      white: atlas.white,
      look: looks[ware]!,
      id: NOBODY,
      shade: shadeAt(place.at, racks),
    };
    drawWare(writer, wares[ware]!, standingItem(place.at, place.facing, wares[ware]!), paint, 7);
  }
}

/** The deeper in a shelf and the less room above, the darker. */
function shadeAt(at: Rack['at'], racks: readonly Rack[]): number {
  for (const rack of racks) {
    const way = subtract(at, rack.at);
    const ahead = dot(way, rack.turned.forward);
    if (Math.abs(ahead) > rack.depth / 2 + 0.05 || Math.abs(dot(way, rack.turned.left)) > rack.width / 2) continue;
    const inside = (rack.depth / 2 - ahead) / rack.depth;
    const top = at.z > rack.boards.at(-1)! - 0.1;
    return (top ? 1 : 0.95) - (top ? 0.3 : 0.55) * Math.min(1, Math.max(0, inside));
  }
  return 1;
}
