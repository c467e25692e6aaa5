/** `npx tsx scripts/draw-pictures.ts` draws the pictures of `docs/metrics.md` anew. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pictures } from './pictures/pictures.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
for (const [name, draw] of Object.entries(pictures)) writeFileSync(`${folder}${name}`, draw());
