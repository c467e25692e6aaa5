import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { problemOf } from '#app/problem.ts';

/** What is only shown beside a session, as its truth or its pictures. When it cannot be read, the person is told and the session is as good. */
export async function besideSession<T>(pilot: Pick<PilotSession, 'note'>, reading: Promise<T>, without: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const { words, sentence } = problemOf(error);
    pilot.note(words, 'degraded', sentence);
    return without;
  }
}
