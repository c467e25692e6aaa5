import { contains } from '#core/geometry/polygon.ts';
import { placeOnPlan } from '#overlay/place-on-plan.ts';
import type { PlanScene } from '#overlay/plan-scene.ts';
import type { PlanView } from '#overlay/plan-view.ts';

type PlanTarget =
  { readonly kind: 'shopper'; readonly id: string } | { readonly kind: 'fixture'; readonly id: string } | null;

/** How near a finger must come to a shopper, px. */
const REACH = 16;

/** What stands at a point of the plan, px: the nearest shopper first, a fixture otherwise. */
export function planTarget({ project, scene }: PlanScene, view: PlanView, x: number, y: number): PlanTarget {
  const near = (scene?.shoppers ?? [])
    .flatMap(({ id, at }) => {
      const drawn = placeOnPlan(project.plan, at);
      return drawn === null ? [] : [{ id, distance: Math.hypot(view.x(drawn.x) - x, view.y(drawn.y) - y) }];
    })
    .filter(({ distance }) => distance <= REACH)
    .toSorted((a, b) => a.distance - b.distance)[0];
  if (near) return { kind: 'shopper', id: near.id };
  const at = view.ground(x, y);
  const fixture = project.fixtures.find(({ footprint }) => contains(footprint, at));
  return fixture ? { kind: 'fixture', id: fixture.id } : null;
}
