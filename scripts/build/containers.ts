/** mediabunny's readers, each fetched with the first file of its container: of a recording, most often one is. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { type Rewrite, rewrite } from './rewrite.ts';

const fetchPart = fileURLToPath(new URL('../../src/core/errors/fetch-part.ts', import.meta.url));

const IMPORT: Rewrite['changes'][number] = [/^/u, `import { fetchPart } from ${JSON.stringify(fetchPart)};\n`];

/** Readers whose files have headers that no other container has: each brings its own copy of what reads those. */
const OWN_HEADERS = /\/(isobmff|mpeg-ts)\/\1-demuxer\.js$/u;
const HEADERS = '../codec-data.js';
/** Of what is seldom looked into. */
const SELDOM = `${HEADERS}?seldom`;

export const containers = (): Plugin => ({
  ...rewrite('containers', [
    {
      file: /mediabunny\/dist\/modules\/src\/input-format\.js$/u,
      changes: [
        fetchedLate('IsobmffDemuxer', './isobmff/isobmff-demuxer.js'),
        fetchedLate('MatroskaDemuxer', './matroska/matroska-demuxer.js'),
        fetchedLate('MpegTsDemuxer', './mpeg-ts/mpeg-ts-demuxer.js'),
        IMPORT,
      ],
    },
    {
      file: /mediabunny\/dist\/modules\/src\/matroska\/matroska-demuxer\.js$/u,
      changes: [
        readLate('extractAvcDecoderConfigurationRecord'),
        readLate('extractHevcDecoderConfigurationRecord'),
        readLate('extractAv1CodecInfoFromPacket'),
        readLate('extractDtsFourCcFromPacket'),
        IMPORT,
      ],
    },
    {
      file: /mediabunny\/dist\/modules\/src\/isobmff\/isobmff-demuxer\.js$/u,
      changes: [
        readLate('extractAvcDecoderConfigurationRecord'),
        readLate('extractHevcDecoderConfigurationRecord'),
        IMPORT,
      ],
    },
    {
      // For places where there is no window: every page and worker of ours has both.
      file: /mediabunny\/dist\/modules\/src\/misc\.js$/u,
      changes: [withoutPolyfill('TextEncoder'), withoutPolyfill('TextDecoder')],
    },
  ]),
  resolveId: (source, importer = '') => {
    if (source === SELDOM) return `${join(dirname(importer), HEADERS)}?seldom`;
    const own = OWN_HEADERS.exec(importer);
    return source === HEADERS && own !== null ? `${join(dirname(importer), HEADERS)}?${own[1]}` : null;
  },
});

/** What a stream says of itself, where its container says nothing: the readers wait for its first packet then. */
function readLate(read: string): readonly [RegExp, string] {
  return [
    new RegExp(`${read}\\(firstPacket\\.data\\)`, 'u'),
    `(await fetchPart(() => import('${SELDOM}')).then(({ ${read} }) => ${read}(firstPacket.data)))`,
  ];
}

function withoutPolyfill(name: string): readonly [RegExp, string] {
  return [
    new RegExp(`^(export const ${name} =) typeof globalThis\\.${name} !== 'undefined'[^]*?^    \\};\\n`, 'mu'),
    `$1 globalThis.${name};\n`,
  ];
}

/** Where a reader is made, mediabunny waits for other things anyway. */
function fetchedLate(reader: string, module: string): readonly [RegExp, string] {
  return [
    new RegExp(`^import \\{ ${reader} \\} from '${module}';$([^]*)return new ${reader}\\(input\\);`, 'mu'),
    `$1return fetchPart(() => import('${module}')).then(({ ${reader} }) => new ${reader}(input));`,
  ];
}
