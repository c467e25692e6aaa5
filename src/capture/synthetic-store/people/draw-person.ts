import type { MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { drawBag } from '#capture/synthetic-store/people/draw-bag.ts';
import { drawHand } from '#capture/synthetic-store/people/draw-hand.ts';
import { drawHead } from '#capture/synthetic-store/people/draw-head.ts';
import { drawLegs } from '#capture/synthetic-store/people/draw-legs.ts';
import { drawTrunk } from '#capture/synthetic-store/people/draw-trunk.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';
import type { Person, PersonMoment } from '#core/simulation/moment.ts';

/** A whole body in its clothes; what it holds is drawn elsewhere. */
export function drawPerson(
  writer: MeshWriter,
  person: Person,
  moment: PersonMoment,
  skeleton: Skeleton,
  wardrobe: Wardrobe,
): void {
  drawLegs(writer, skeleton, wardrobe);
  drawTrunk(writer, skeleton, wardrobe);
  drawHead(writer, skeleton, wardrobe);
  drawBag(writer, skeleton, person.bag, wardrobe);
  for (const side of SIDES) {
    const { holds, at } = moment[side];
    drawHand(writer, skeleton, side, wardrobe.hands[side], holds !== null ? 0.75 : at !== null ? 0.3 : 0.4);
  }
}
