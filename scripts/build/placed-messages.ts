/**
 * Messages as the page fetches them: where a file says one, the build writes its place in the list of texts, so that the
 * seven hundred names of messages, and the modules that lead from each to its place, are not fetched.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { FIRST_AREA, MESSAGE, listedIn, readTexts } from './messages.ts';

const sayText = fileURLToPath(new URL('../../src/messages/say-text.ts', import.meta.url));
const MESSAGES = /^import \{ m \} from ["']#messages\/compiled\/messages\.js["'];?$/mu;

export function placedMessages(): Plugin {
  const texts = readTexts();
  const { first, later } = listedIn(texts);
  const places = new Map([...first, ...later].map((name, place) => [name, place]));
  return {
    name: 'openaisle-placed-messages',
    apply: 'build',
    transform(code) {
      if (!MESSAGES.test(code)) return null;
      const placed = code.replaceAll(MESSAGE, (whole, name: string) => {
        const place = places.get(name);
        if (place === undefined && !(name in texts[FIRST_AREA]!['en']!)) throw new Error(`there is no message ${name}`);
        return place === undefined ? whole : `say$(${place})`;
      });
      return { code: `import { say as say$ } from ${JSON.stringify(sayText)};\n${placed}`, map: null };
    },
  };
}
