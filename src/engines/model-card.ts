/** What the catalogue says about a model: how to feed it and how to read it. */
import type { Head } from '#core/detection/decoders.ts';
import type { Size } from '#core/detection/letterbox.ts';
import type { Catalogue, ModelInput, VectorOutput } from '#engines/catalogue-schema.ts';
import catalogue from '#models/catalogue.json' with { type: 'json' };

export type { ModelInput };

/** Of a detector. */
export interface ModelCard {
  readonly name: string;
  readonly input: ModelInput;
  /** Smaller pictures it may be given, largest first, px; none when left out. */
  readonly sizes?: readonly Size[] | undefined;
  readonly output: Head;
  readonly labels: readonly string[];
  /** Index of the class that is a person. */
  readonly person: number;
}

/** Of a network that tells people apart. */
export interface EmbedderCard {
  readonly name: string;
  /** Of one crop. */
  readonly input: ModelInput;
  readonly output: VectorOutput;
}

/** The build and the tests check it: a page that fetches it need not. */
const known = catalogue as unknown as Catalogue;

/**
 * @param sha256 - Of the model's bytes.
 * @param entry - Its `id` in the catalogue, of a model that was packed from several files.
 * @returns The card of the detector that this is, or `null` when the catalogue does not know one.
 */
export function cardOf(sha256: string, entry: string | null = null): ModelCard | null {
  const model = entryOf(sha256, entry);
  return model?.kind !== 'detector' ? null : { ...model, labels: known.labels[model.labels]! };
}

/** @returns The card of the embedder with this hash, or `null` when the catalogue does not know one. */
export function embedderCardOf(sha256: string): EmbedderCard | null {
  const model = entryOf(sha256, null);
  return model?.kind !== 'embedder' ? null : model;
}

function entryOf(sha256: string, entry: string | null) {
  return known.models.find((each) => (each.sha256 === null ? each.id === entry : each.sha256 === sha256));
}

/** Class names that several models share, by the name of the list. */
export const labelLists: Readonly<Record<string, readonly string[]>> = known.labels;
