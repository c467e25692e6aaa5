import { writeReceipt } from '#core/checkout/write-receipt.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import type { CameraScene } from '#core/pipeline/camera-scene.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import type { CameraView, SceneView } from '#core/pipeline/scene-view.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/** A scene as a workspace shows it. */
export function viewScene(scene: Scene): SceneView {
  const { fusion, settings, whereabouts, time } = scene;
  const shoppers = shoppersOf(fusion, settings.fusion).filter(({ state }) => state !== 'tentative');
  const here = new Set(shoppers.map(({ id }) => id));
  const seen = [...scene.cameras].flatMap(([id, camera]) => {
    const view = viewCamera(scene, id, camera);
    return view === null ? [] : [[id, view] as const];
  });
  return {
    time,
    cameras: Object.fromEntries(seen),
    shoppers,
    trails: Object.fromEntries(
      whereabouts
        .filter(({ shopper }) => here.has(shopper))
        .map(({ shopper, path }) => [shopper, path.map(({ at }) => at)]),
    ),
    interactions: scene.interactions,
    postings: scene.ledger.postings,
    visits: scene.visits,
    baskets: scene.visits
      .filter(({ closed }) => closed === null)
      .map((visit) => writeReceipt(visit, scene.ledger.postings, scene.project, time)),
    receipts: scene.receipts,
    portraits: [...wantedPortraits(fusion)],
    figures: figuresOf(scene),
  };
}

function viewCamera(scene: Scene, id: string, { time, tracks }: CameraScene): CameraView | null {
  if (time === null) return null;
  const owners = new Map(
    scene.fusion.beliefs.filter(({ confirmed }) => confirmed).map((belief) => [belief.tracks[id], belief.id]),
  );
  return { time, tracks: tracks.map((track) => ({ track, shopper: owners.get(String(track.id)) ?? null })) };
}
