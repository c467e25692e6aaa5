import { namingOf } from '#core/basket/identity-entry.ts';
import { type WorldEntry, writeWorld } from '#core/datasets/world-table.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import { nameShoppers } from '#core/fusion/named-shoppers.ts';
import type { Shopper } from '#core/fusion/shopper.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';
import { floorRows } from './floor-rows.ts';

/** Frames a second, as of the truth of a simulated recording. */
const FPS = 10;

/**
 * Where on the floor everybody was, ten times a second, as it was known at that moment: nothing of a later one changes it, but for what
 * people said of who somebody was.
 */
export class FloorTrack {
  readonly #frames: { readonly time: Micros; readonly shoppers: readonly Shopper[] }[] = [];

  /** @param scene - Before `input`: it stands until the input comes. */
  note(scene: Scene, input: SceneInput): void {
    for (let next = this.#next(); next < input.time && !scene.over; next = this.#next()) {
      const fusion = { ...scene.fusion, time: micros(Math.max(next, scene.fusion.time)) };
      const shoppers = shoppersOf(fusion, scene.settings.fusion).filter(({ state }) => state === 'confirmed');
      this.#frames.push({ time: next, shoppers });
    }
  }

  /** @param last - The scene after all inputs. @returns What `cli score world` reads. Frame 1 is at 0 µs; a shopper `S3` is 3. */
  text(last: Scene): string {
    const naming = namingOf(last.ledger.identities);
    // Who was split off, S1.2, is counted after everybody who was followed.
    const split: string[] = [];
    const numberOf = (id: string) => {
      if (!id.includes('.')) return Number(id.slice(1));
      if (!split.includes(id)) split.push(id);
      return last.fusion.shoppers + split.indexOf(id) + 1;
    };
    const rows = this.#frames.flatMap(({ time, shoppers }, i): readonly WorldEntry[] =>
      floorRows(i + 1, time, nameShoppers(shoppers, naming, time), last.project.plan, numberOf),
    );
    return writeWorld(rows);
  }

  #next(): Micros {
    return micros(Math.round((this.#frames.length * MICROS_PER_SECOND) / FPS));
  }
}
