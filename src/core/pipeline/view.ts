import { namingOf } from '#core/basket/identity-entry.ts';
import { nameVisits } from '#core/checkout/named-visits.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import { nameShoppers } from '#core/fusion/named-shoppers.ts';
import { type Naming, nameOf } from '#core/fusion/naming.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import { healthOf } from '#core/pipeline/camera-health.ts';
import type { CameraScene } from '#core/pipeline/camera-scene.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { nameInteraction, namePaths } from '#core/pipeline/named-scene.ts';
import type { CameraView, SceneView } from '#core/pipeline/scene-view.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/**
 * A scene as a workspace shows it.
 *
 * @param naming - Of a moment that is long over, who everybody turned out to be since; else what is known by then.
 */
export function viewScene(scene: Scene, naming: Naming = namingOf(scene.ledger.identities)): SceneView {
  const { fusion, settings, whereabouts, time } = scene;
  const followed = shoppersOf(fusion, settings.fusion).filter(({ state }) => state !== 'tentative');
  const shoppers = nameShoppers(followed, naming, time);
  const visits = nameVisits(scene.visits, naming);
  const here = new Set(shoppers.map(({ id }) => id));
  const seen = [...scene.cameras].flatMap(([id, camera]) => {
    const view = viewCamera(scene, naming, id, camera);
    return view === null ? [] : [[id, view] as const];
  });
  return {
    time,
    cameras: Object.fromEntries(seen),
    shoppers,
    trails: Object.fromEntries(
      namePaths(whereabouts, naming)
        .filter(({ shopper }) => here.has(shopper))
        .map(({ shopper, path }) => [shopper, path.map(({ at }) => at)]),
    ),
    health: healthOf(scene),
    interactions: nameInteractions(scene.interactions, naming),
    postings: scene.ledger.postings,
    identities: scene.ledger.identities,
    visits,
    baskets: visits
      .filter(({ closed }) => closed === null)
      .map((visit) => writeReceipt(visit, scene.ledger.postings, scene.project, time)),
    receipts: scene.receipts,
    portraits: [...wantedPortraits(fusion, scene.held)],
    figures: figuresOf(scene),
  };
}

/** The same list while nobody has another name. */
const nameInteractions = (interactions: SceneView['interactions'], naming: Naming) =>
  naming.length === 0 ? interactions : interactions.map((each) => nameInteraction(each, naming));

function viewCamera(scene: Scene, naming: Naming, id: string, { time, tracks }: CameraScene): CameraView | null {
  if (time === null) return null;
  const owners = new Map(
    scene.fusion.beliefs
      .filter(({ confirmed }) => confirmed)
      .map((belief) => [belief.tracks[id], nameOf(naming, belief.id, time)]),
  );
  return { time, tracks: tracks.map((track) => ({ track, shopper: owners.get(String(track.id)) ?? null })) };
}
