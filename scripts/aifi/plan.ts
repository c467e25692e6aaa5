/** The room around the gondolas and the door, measured in the pictures of cps-test-01, m. */
import { projectSchema } from '#core/planning/project.ts';
import { checked } from './foreign.ts';
import drawn from './plan.json' with { type: 'json' };

export const plan = checked(projectSchema.entries.plan, drawn, 'plan.json');
