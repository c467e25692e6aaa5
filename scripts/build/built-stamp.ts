/**
 * Leaves a stamp in the build once everything of it is written, the list of files for the service worker included, which comes last
 * of all: a build that was interrupted has no stamp, and is made anew (`fresh.mjs`).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { STAMP } from './fresh.mjs';

/** Stands behind all other plugins. */
export function builtStamp(): Plugin {
  let dist: string;
  let written = false;
  return {
    name: 'openaisle-built-stamp',
    apply: 'build',
    configResolved({ root, build }) {
      dist = join(root, build.outDir);
    },
    buildStart() {
      written = false;
    },
    writeBundle() {
      written = true;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler(error) {
        if (error === undefined && written) writeFileSync(join(dist, STAMP), '');
      },
    },
  };
}
