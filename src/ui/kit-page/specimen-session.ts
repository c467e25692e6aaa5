/** Sessions of the made-up shop, each stopped where an example needs it. */
import { cents } from '#core/basket/money.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import { micros } from '#core/time/micros.ts';
import type { Absence } from '#app/pilot/camera-picture.svelte.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { Playback } from '#app/pilot/playback.ts';
import { CRISPS, WATER, specimenStore } from '#ui/kit-page/specimen-store.ts';
import { specimenModel } from '#ui/kit-page/specimen-workbench.ts';

const SECOND = 1_000_000;
const END = micros(60 * SECOND);

export const specimenTake: Interaction = {
  id: 'I1',
  type: 'take',
  start: micros(20 * SECOND),
  end: micros(21 * SECOND),
  fixture: 'wall',
  shelf: 'wall-1',
  plates: [{ plate: 'p1', grams: -105 }],
  grams: -105,
  candidates: [
    { gtin: CRISPS, quantity: 1, probability: 0.62 },
    { gtin: WATER, quantity: 1, probability: 0.3 },
  ],
  attributions: [{ shopper: 'S1', probability: 0.97 }],
};

/** Somebody came in and nothing has happened yet. */
const quietScene: SceneView = {
  time: END,
  cameras: {},
  health: {},
  shoppers: [],
  trails: {},
  interactions: [],
  postings: [],
  visits: [],
  baskets: [],
  receipts: [],
  identities: [],
  portraits: [],
  figures: {},
};

/** Somebody took a pack of crisps and left. */
const fullScene: SceneView = {
  ...quietScene,
  interactions: [specimenTake],
  postings: [{ sequence: 1, time: specimenTake.end, shopper: 'S1', gtin: CRISPS, quantity: 1, interaction: 'I1' }],
  visits: [{ id: 'V1', shopper: 'S1', entered: micros(5 * SECOND), left: micros(40 * SECOND), closed: 'exit' }],
  receipts: [
    {
      visit: 'V1',
      shopper: 'S1',
      time: micros(40 * SECOND),
      lines: [{ gtin: CRISPS, name: 'Crisps', quantity: 1, unitPrice: cents(250), postings: [1] }],
      total: cents(250),
    },
  ],
};

/** A playhead that stands still. */
function standing(can: Playback['can'], waiting: boolean): Playback {
  const rest = () => undefined;
  const actions = { play: rest, pause: rest, step: rest, seek: rest, setSpeed: rest, loop: rest };
  return { time: micros(20 * SECOND), end: END, playing: false, waiting, range: null, speed: 1, can, ...actions };
}

/** Before its run; nothing is known of it. */
export function specimenSession(change: (session: PilotSession) => void = () => undefined): PilotSession {
  const session = new PilotSession(specimenStore, specimenStore.recordings[0]!, null);
  session.model = specimenModel;
  change(session);
  return session;
}

/** While it runs. */
export function runningSession(change: (session: PilotSession) => void): PilotSession {
  return specimenSession((session) => {
    session.phase = 'running';
    session.saw(fullScene);
    session.playback = standing({ seek: false, pause: true, speed: false }, false);
    session.progress = { fraction: 0.33, remaining: 80 };
    change(session);
  });
}

/** Stored and gone through. */
export function storedSession(change: (session: PilotSession) => void): PilotSession {
  return specimenSession((session) => {
    session.phase = 'finished';
    session.saw(fullScene);
    session.playback = standing({ seek: true, pause: true, speed: true }, false);
    change(session);
  });
}

export function nothingTaken(session: PilotSession): void {
  session.saw(quietScene);
}

/** The rest of the session is still being gone through. */
export function stillRecalling(session: PilotSession): void {
  session.playback = standing({ seek: true, pause: true, speed: true }, true);
  session.recalling = { fraction: 0.4, remaining: 12, cancel: () => undefined };
}

/** A blue square, as the picture of a product. */
export async function specimenPackshot(): Promise<Blob> {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#3b6fb5';
  context.fillRect(12, 12, 40, 40);
  return canvas.convertToBlob();
}

export function withoutPictures(session: PilotSession, kind: Absence['kind']): void {
  for (const { camera, path } of session.recording.clips) session.misses(camera, { kind, file: path });
}

/** The evidence of the one take, as far as it is there. */
export function lookAt(session: PilotSession, changes: Partial<Evidence>): void {
  session.select({ interaction: specimenTake.id, shopper: 'S1' });
  session.evidence = {
    interaction: specimenTake,
    window: { from: micros(16 * SECOND), to: micros(25 * SECOND) },
    curves: null,
    shoppers: [],
    paths: [],
    forgotten: false,
    ...changes,
  };
}

/** What the plate weighed: 315 g, and 105 g less from the 20th second on. */
export const specimenCurve = {
  plate: 'p1',
  times: Array.from({ length: 90 }, (_, index) => (16 + index / 10) * SECOND),
  values: Array.from({ length: 90 }, (_, index) => (index < 40 ? 315 : 210)),
  marked: [specimenTake.start, specimenTake.end] as const,
};
