/** mediabunny's readers, each fetched with the first file of its container: of a recording, most often one is. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { rewrite } from './rewrite.ts';

const fetchPart = fileURLToPath(new URL('../../src/core/errors/fetch-part.ts', import.meta.url));

export const containers = (): Plugin => ({
  ...rewrite('containers', [
    {
      file: /mediabunny\/dist\/modules\/src\/input-format\.js$/u,
      changes: [
        fetchedLate('IsobmffDemuxer', './isobmff/isobmff-demuxer.js'),
        fetchedLate('MatroskaDemuxer', './matroska/matroska-demuxer.js'),
        fetchedLate('MpegTsDemuxer', './mpeg-ts/mpeg-ts-demuxer.js'),
        [/^/u, `import { fetchPart } from ${JSON.stringify(fetchPart)};\n`],
      ],
    },
  ]),
  // Broadcasts come with headers of sound that no other container has: their reader brings its own copy of what reads headers.
  resolveId: (source, importer) =>
    source === '../codec-data.js' && /\/mpeg-ts\/mpeg-ts-demuxer\.js$/u.test(importer ?? '')
      ? `${join(dirname(importer!), source)}?mpeg-ts`
      : null,
});

/** Where a reader is made, mediabunny waits for other things anyway. */
function fetchedLate(reader: string, module: string): readonly [RegExp, string] {
  return [
    new RegExp(`^import \\{ ${reader} \\} from '${module}';$([^]*)return new ${reader}\\(input\\);`, 'mu'),
    `$1return fetchPart(() => import('${module}')).then(({ ${reader} }) => new ${reader}(input));`,
  ];
}
