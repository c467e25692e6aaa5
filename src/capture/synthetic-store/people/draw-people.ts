import type { MeshWriter, Paint, PixelId } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { Atlas } from '#capture/synthetic-store/paint/atlas.ts';
import { basketFloor } from '#capture/synthetic-store/people/draw-bag.ts';
import { drawPerson } from '#capture/synthetic-store/people/draw-person.ts';
import { BODY, LEFT_ITEM, RIGHT_ITEM, type Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import { drawWare } from '#capture/synthetic-store/wares/draw-ware.ts';
import { heldItem } from '#core/simulation/body/held-item.ts';
import type { Posed } from '#core/simulation/body/seen-truth.ts';
import { along } from '#core/simulation/body/vector.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';
import { wareLook } from '#core/simulation/looks/ware-look.ts';
import type { Moment, Person, Ware } from '#core/simulation/moment.ts';

export interface Company {
  readonly cast: readonly Person[];
  readonly wares: readonly Ware[];
  readonly wardrobes: readonly Wardrobe[];
  readonly atlas: Atlas;
}

/** Everybody, with what they hold and what lies in their baskets. */
export function drawPeople(
  writer: MeshWriter,
  moment: Moment,
  posed: readonly Posed[],
  { cast, wares, wardrobes, atlas }: Company,
): void {
  const paint = (ware: number, id: PixelId) => ({
    cells: atlas.wares[ware]!,
    white: atlas.white,
    look: wareLook(wares[ware]!),
    id,
    shade: 1,
  });
  moment.people.forEach((each, i) => {
    const { skeleton } = posed[i]!;
    const wardrobe = wardrobes[each.person]!;
    const owner = (wardrobe.skin satisfies Paint).id[0];
    drawPerson(writer, cast[each.person]!, each, skeleton, wardrobe);
    for (const side of SIDES) {
      const { holds } = each[side];
      if (holds === null) continue;
      const { ware } = moment.items[holds]!;
      const id: PixelId = [owner, side === 'left' ? LEFT_ITEM : RIGHT_ITEM];
      drawWare(writer, wares[ware]!, heldItem(skeleton, side, wares[ware]!), paint(ware, id), 14);
    }
    if (cast[each.person]!.bag !== 'basket') return;
    const { at, turned } = basketFloor(skeleton);
    const inside = moment.items.filter(({ place }) => place.kind === 'bag' && place.person === each.person);
    inside.slice(-8).forEach(({ ware }, k) => {
      const spot = along(
        along(along(at, turned.forward, ((k % 4) - 1.5) * 0.09), turned.left, (k < 4 ? -1 : 1) * 0.07),
        turned.up,
        0.01 + wares[ware]!.size[2] / 2,
      );
      drawWare(writer, wares[ware]!, { at: spot, turned }, paint(ware, [owner, BODY]), 8);
    });
  });
}
