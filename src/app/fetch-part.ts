import { fetchPart as fetchProgram } from '#core/errors/fetch-part.ts';
import { loadLaterTexts } from '#messages/say-text.ts';

/** As `core/errors/fetch-part.ts`, of a part that has something to say: with its texts. */
export function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  return fetchProgram(async () => {
    const [part] = await Promise.all([load(), loadLaterTexts()]);
    return part;
  });
}
