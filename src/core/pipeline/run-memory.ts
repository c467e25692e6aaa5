/**
 * What a run that goes on can still prove. All of it would be a day of readings, so the last moments are kept, and of
 * every interaction what was around it. When the run is over the journal proves everything: see `Recollection`.
 */
import { namingOf } from '#core/basket/identity-entry.ts';
import { nameShoppers } from '#core/fusion/named-shoppers.ts';
import { shoppersOf } from '#core/fusion/fusion.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { namePaths } from '#core/pipeline/named-scene.ts';
import { plateWeights } from '#core/pipeline/plate-weights.ts';
import { type Proof, proofWindow } from '#core/pipeline/proof.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';

/** An interaction is known some seconds after it; and what was before it is looked at too, µs. */
const REMEMBERED = 40 * MICROS_PER_SECOND;
/** Between two scenes that are kept, µs. */
const EVERY = MICROS_PER_SECOND / 5;
/** Scales send their samples in batches, so what belongs to a moment comes this much later, µs. */
const LATE = 3 * MICROS_PER_SECOND;
/** Interactions that are kept: some ten megabytes. */
const MOST = 500;

export class RunMemory {
  #inputs: SceneInput[] = [];
  #scenes: Scene[] = [];
  /** Found, and what comes after them is still coming. */
  #open: Interaction[] = [];
  readonly #kept = new Map<string, Proof>();
  #known = 0;

  /** @param scene - What `input` came to. */
  take(input: SceneInput, scene: Scene): void {
    if (input.kind === 'readings') this.#inputs.push(input);
    const newest = this.#scenes.at(-1);
    if (newest === undefined || scene.time - newest.time >= EVERY) this.#remember(scene);
    if (scene.interactions.length > this.#known) this.#open.push(...scene.interactions.slice(this.#known));
    this.#known = scene.interactions.length;
    if (this.#open.length > 0) this.#close(scene);
  }

  /** @returns `null` of an interaction that is unknown or long over. */
  proofOf(id: string, now: Scene): Proof | null {
    const interaction = this.#open.find((each) => each.id === id);
    const proof = interaction === undefined ? this.#kept.get(id) : this.#prove(interaction, now, false);
    if (proof === undefined) return null;
    const naming = namingOf(now.ledger.identities);
    const shoppers = nameShoppers(proof.shoppers, naming, now.interactions.find((each) => each.id === id)!.start);
    return { ...proof, paths: namePaths(proof.paths, naming), shoppers };
  }

  #close(now: Scene): void {
    const over = this.#open.filter((interaction) => now.time > proofWindow(interaction).to + LATE);
    if (over.length === 0) return;
    for (const interaction of over) this.#kept.set(interaction.id, this.#prove(interaction, now, true));
    this.#open = this.#open.filter((interaction) => !over.includes(interaction));
    for (const oldest of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size - MOST))) {
      this.#kept.delete(oldest);
    }
  }

  #prove(interaction: Interaction, now: Scene, whole: boolean): Proof {
    const { from, to } = proofWindow(interaction);
    const plates = interaction.plates.map(({ plate }) => plate);
    const before = this.#scenes.findLast(({ time }) => time <= interaction.start) ?? this.#scenes[0] ?? now;
    const paths = now.whereabouts
      .map(({ shopper, path }) => ({ shopper, path: path.filter(({ time }) => time >= from && time <= to) }))
      .filter(({ path }) => path.length > 0);
    const shoppers = shoppersOf(before.fusion, before.settings.fusion).filter(({ state }) => state !== 'tentative');
    return { weights: plateWeights(plates, now.project, this.#inputs, from, to), paths, shoppers, whole };
  }

  /** What is too old is forgotten in one go, now and then: lists are not cut at the front with every input. */
  #remember(scene: Scene): void {
    this.#scenes.push(scene);
    const oldest = scene.time - REMEMBERED;
    if (this.#scenes[0]!.time > oldest - REMEMBERED) return;
    this.#scenes = this.#scenes.filter(({ time }) => time >= oldest);
    this.#inputs = this.#inputs.filter(({ time }) => time >= oldest);
  }
}
