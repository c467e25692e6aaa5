/** mediabunny's readers, each fetched with the first file of its container: of a recording, most often one is. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { type Rewrite, rewrite } from './rewrite.ts';

const fetchPart = fileURLToPath(new URL('../../src/core/errors/fetch-part.ts', import.meta.url));

const IMPORT: Rewrite['changes'][number] = [/^/u, `import { fetchPart } from ${JSON.stringify(fetchPart)};\n`];

const SOURCE = /(\/mediabunny\/dist\/modules)\/src\//u;
/** What reads the headers of streams. Whoever holds a copy of it holds of it what they call. */
const HEADERS = /\/(?:codec-data|mp3-misc|ac3-misc|adts-reader)\.js$/u;
/**
 * Who has a copy: readers whose files have headers that no other container has, and the page, which begins with almost none of it: a
 * module that the page begins with brings what its later parts call as well.
 */
const HOLDERS = /\/src\/(?:(isobmff|mpeg-ts)\/\1-demuxer|(?:codec|input-format|input-track|media-sink))\.js$/u;
/** Of what is seldom looked into. */
const SELDOM = 'mediabunny/headers?seldom';
/** The colours of streams whose container says nothing of them. */
const COLOURS = 'mediabunny/headers?colours';

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
        COLOUR_AWAITED,
        IMPORT,
      ],
    },
    {
      file: /mediabunny\/dist\/modules\/src\/isobmff\/isobmff-demuxer\.js$/u,
      changes: [
        readLate('extractAvcDecoderConfigurationRecord'),
        readLate('extractHevcDecoderConfigurationRecord'),
        COLOUR_AWAITED,
        IMPORT,
      ],
    },
    {
      file: /mediabunny\/dist\/modules\/src\/input-track\.js$/u,
      changes: [readLate('determineVideoPacketType', 'codec, decoderConfig, packet.data'), IMPORT],
    },
    {
      file: /mediabunny\/dist\/modules\/src\/codec\.js$/u,
      changes: [
        [/^export const extractColorSpace = \(info\)/mu, 'export const extractColorSpace = async (info)'],
        colourLate('avc', ['deserializeAvcDecoderConfigurationRecord', 'parseAvcSps']),
        colourLate('hevc', ['HevcNalUnitType', 'deserializeHevcDecoderConfigurationRecord', 'parseHevcSps']),
        IMPORT,
      ],
    },
    {
      // For places where there is no window: every page and worker of ours has both.
      file: /mediabunny\/dist\/modules\/src\/misc\.js$/u,
      changes: [withoutPolyfill('TextEncoder'), withoutPolyfill('TextDecoder')],
    },
  ]),
  // Before Vite resolves what lies beside whom.
  enforce: 'pre',
  resolveId: (source, importer = '') => {
    const [, modules] = SOURCE.exec(importer) ?? [];
    if (modules === undefined) return null;
    const before = importer.slice(0, importer.indexOf(modules) + modules.length);
    const copy = (file: string, of: string) => ({ id: `${file}?${of}`, moduleSideEffects: false });
    if (source === SELDOM || source === COLOURS) return copy(join(before, 'src/codec-data.js'), source.split('?')[1]!);
    const holder = HOLDERS.exec(importer);
    return HEADERS.test(source) && holder !== null ? copy(join(dirname(importer), source), holder[1] ?? 'page') : null;
  },
});

/** What a stream says of itself, where its container says nothing: the readers wait for its first packet then. */
function readLate(read: string, given = 'firstPacket.data'): readonly [RegExp, string] {
  return [
    new RegExp(`${read}\\(${given}\\)`, 'u'),
    `(await fetchPart(() => import('${SELDOM}')).then(({ ${read} }) => ${read}(${given})))`,
  ];
}

/** H.264 and H.265 say their colours in a header of their own. */
function colourLate(codec: string, read: readonly string[]): readonly [RegExp, string] {
  const names = read.join(', ');
  const fetched = `fetchPart(async () => { const { ${names} } = await import('${COLOURS}'); return { ${names} }; })`;
  return [
    new RegExp(`(extractColorSpace = [^]*? {8}case '${codec}':\\n {12}\\{\\n)`, 'u'),
    `$1const { ${names} } = await ${fetched};\n`,
  ];
}

const COLOUR_AWAITED: Rewrite['changes'][number] = [/= extractColorSpace\(/u, '= await extractColorSpace('];

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
