/** What is stored about a run of the store; the inputs themselves are in the journal. */
import type { Posting } from '#core/basket/posting.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Micros } from '#core/time/micros.ts';

export interface Session {
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly project: { readonly id: string; readonly name: string };
  /** Id of the project's recording it ran on. */
  readonly recording: string;
  /** `null` when the sightings came from the project and no model looked. */
  readonly model: { readonly name: string; readonly sha256: string } | null;
  /** What it was run with; the same inputs fold to the same results with it. */
  readonly settings: SceneSettings;
  /** `interrupted`: the tab went away in the middle; the journal is there up to the last second. */
  readonly state: 'running' | 'interrupted' | 'finished';
  /** How far it came. */
  readonly lastTime: Micros;
  /** Measured while it ran: frames, dropped, samples, … */
  readonly figures: Readonly<Record<string, number>>;
}

/** What the core made of the journal. Derived: it can be deleted and computed again. */
export interface SessionResults {
  readonly receipts: readonly Receipt[];
  readonly interactions: readonly Interaction[];
  readonly postings: readonly Posting[];
  readonly visits: readonly Visit[];
}

/** A file of a project that a session shows beside its results: a clip. */
export interface ProjectFile {
  /** As the project names it: `clips/cam1.webm`. */
  readonly path: string;
  /** bytes */
  readonly size: number;
  /** Of the whole file, lower-case hexadecimal. */
  readonly sha256: string;
}

export interface StoredProject {
  readonly name: string;
  /** The text of `project.json`, as it was read. */
  readonly text: string;
  readonly files: readonly ProjectFile[];
}

export interface NewSession {
  readonly name: string;
  readonly project: StoredProject;
  readonly recording: Session['recording'];
  readonly model: Session['model'];
  readonly settings: Session['settings'];
}

export interface SessionEnd {
  readonly results: SessionResults;
  readonly lastTime: Micros;
  /** Those that are no finite number are left out. */
  readonly figures: Session['figures'];
}
