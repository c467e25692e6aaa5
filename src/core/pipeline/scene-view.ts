import type { IdentityEntry } from '#core/basket/identity-entry.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { Point } from '#core/geometry/frames.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { CameraHealth } from '#core/pipeline/camera-health.ts';
import type { Micros } from '#core/time/micros.ts';
import type { Track } from '#core/tracking/track.ts';

/** What a workspace shows of a scene: plain data that can cross a thread. Shoppers have the names that people gave them. */
export interface SceneView {
  readonly time: Micros;
  /** By camera id: its newest sighting's tracks. */
  readonly cameras: Readonly<Record<string, CameraView>>;
  /** Confirmed and lost shoppers, in order of appearance. */
  readonly shoppers: readonly Shopper[];
  /** By shopper: where they walked in the last seconds, oldest first, m. */
  readonly trails: Readonly<Record<string, readonly Point<'ground'>[]>>;
  /** By camera id: how every camera of the project does. */
  readonly health: Readonly<Record<string, CameraHealth>>;
  readonly interactions: readonly Interaction[];
  readonly postings: readonly Posting[];
  /** What people said of who somebody was, oldest first. */
  readonly identities: readonly IdentityEntry[];
  readonly visits: readonly Visit[];
  /** What every open visit would come to now. */
  readonly baskets: readonly Receipt[];
  readonly receipts: readonly Receipt[];
  /** Numbers of the portraits that people are still compared by. */
  readonly portraits: readonly number[];
  /** Counts of what happened: frames, detections, late inputs, sensor faults, … */
  readonly figures: Readonly<Record<string, number>>;
}

export interface CameraView {
  readonly time: Micros;
  readonly tracks: readonly ShopperTrack[];
}

export interface ShopperTrack {
  readonly track: Track;
  /** `null` while nobody knows whose track it is. */
  readonly shopper: string | null;
}
