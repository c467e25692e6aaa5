import { v1 } from '#storage/versions/v1.ts';

/** Poster frames, set-ups that have no recording yet, and sessions a person deleted a moment ago. */
export const v2 = {
  number: 2,
  stores: {
    ...v1.stores,
    posters: 'session',
    setups: 'id, updatedAt',
    trash: 'session',
  },
} as const;
