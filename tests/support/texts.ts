/** A page fetches the texts of one language; tests speak all of them, at once. Each file begins in English, whatever the one before it spoke. */
import { locales } from '#messages/compiled/runtime.js';
import { loadTexts, speak } from '#messages/say-text.ts';

await Promise.all(locales.map(loadTexts));
speak('en');
