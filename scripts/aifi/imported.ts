import type { Project } from '#core/planning/project.ts';

export interface ImportedFile {
  /** Inside the project. */
  readonly path: string;
  readonly data: Uint8Array<ArrayBuffer> | string;
}

/** A project and every file it names. */
export interface Imported {
  readonly project: Project;
  readonly files: readonly ImportedFile[];
}
