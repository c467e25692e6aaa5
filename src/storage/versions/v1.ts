/** First release: sessions with their results, the projects they ran on, and where their media are. */
export const v1 = {
  number: 1,
  stores: {
    sessions: 'id, createdAt, state, project.id',
    results: 'session',
    projects: 'id',
    media: 'sha256',
  },
} as const;
