import type { Project } from '#core/planning/project.ts';

/** The room around the gondolas, m. */
export const plan: Project['plan'] = {
  outline: [
    [-0.6, -1.9],
    [5, -1.9],
    [5, 0.6],
    [-0.6, 0.6],
  ],
  zones: [],
};
