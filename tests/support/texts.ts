/** A page fetches the texts of one language; tests speak all of them, at once. */
import { locales } from '#messages/compiled/runtime.js';
import { loadTexts } from '#messages/say-text.ts';

await Promise.all(locales.map(loadTexts));
