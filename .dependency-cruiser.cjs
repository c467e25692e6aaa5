/** Who may know whom. One rule per sentence; `npm run deps` checks them. */
const only = (room, allowed, comment) => ({
  name: `${room.replace(/[\^$\\/]/g, '')}-knows-only`,
  severity: 'error',
  comment,
  from: { path: `^${room}` },
  to: { pathNot: [`^${room}`, ...allowed.map((a) => `^${a}`)] },
});

/** The core from the bottom up: a room may use the rooms before it. See ADR 0002 for catalogue and planning. */
const floors = [
  'errors',
  'time',
  'math',
  'geometry',
  'catalogue',
  'planning',
  'detection',
  'tracking',
  'fusion',
  'calibration',
  'interaction',
  'basket',
  'checkout',
  'pipeline',
];
const sideRooms = ['annotation', 'datasets', 'metrics', 'simulation', 'speed'];

module.exports = {
  forbidden: [
    ...floors.map((room, i) => ({
      name: `core-${room}-looks-down`,
      severity: 'error',
      from: { path: `^src/core/${room}/` },
      to: { path: `^src/core/(${[...floors.slice(i + 1), ...sideRooms].join('|')})/` },
    })),
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle has no bottom to start reading at.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-room-cycles',
      severity: 'error',
      comment: 'Rooms of the core form a tree too.',
      scope: 'folder',
      from: { path: '^src/core/' },
      to: { circular: true },
    },
    only(
      'src/core/',
      ['node_modules/(valibot|js-aruco2)/'],
      'The core knows itself, a schema checker and a finder of contours: no DOM, no runtime.',
    ),
    {
      name: 'contours-only-for-sheets',
      severity: 'error',
      comment: 'js-aruco2 looks for dark quads; everything else about tags is ours. See ADR 0016.',
      from: { path: '^src/core/', pathNot: '^src/core/calibration/(find-quads|foreign-tags)\\.ts$' },
      to: { path: '^node_modules/js-aruco2/' },
    },
    {
      name: 'schemas-only-where-data-enters',
      severity: 'error',
      comment: 'valibot checks what comes from outside: projects and data sets.',
      from: { path: '^src/core/', pathNot: '^src/core/(planning|datasets)/' },
      to: { path: '^node_modules/valibot/' },
    },
    only(
      'src/engines/',
      [
        'src/core/',
        'models/catalogue\\.json$',
        'node_modules/(onnxruntime-web|onnxruntime-common|@tensorflow/tfjs-[^/]+|pbf|valibot)/',
      ],
      'Engines turn a tensor into detections.',
    ),
    only('src/capture/', ['src/core/', 'node_modules/(mediabunny|three|@types/three)/'], 'Sources make frames.'),
    {
      name: 'only-the-synthetic-store-draws-in-three-dimensions',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: '^src/capture/synthetic-store/' },
      to: { path: '^node_modules/(three|@types/three)/' },
    },
    only('src/sensors/', ['src/core/'], 'Sensors make readings.'),
    only(
      'src/storage/',
      ['src/core/', 'models/catalogue\\.json$', 'node_modules/(dexie|idb|@noble/hashes|valibot)/'],
      'Storage keeps what the core describes.',
    ),
    only('src/overlay/', ['src/core/'], 'Overlays draw what the core describes.'),
    only(
      'src/app/',
      [
        'src/core/',
        'src/capture/',
        'src/sensors/',
        'src/storage/',
        'src/overlay/',
        'src/messages/',
        'workers/[^/]+/(client|protocol)\\.ts$',
        'node_modules/svelte/',
      ],
      'Sessions join the rooms.',
    ),
    only(
      'src/ui/',
      [
        'src/app/',
        'src/core/',
        'src/overlay/',
        'src/messages/compiled/',
        'node_modules/(svelte|bits-ui|@lucide/svelte|tinykeys|@tanstack/svelte-virtual|@fontsource-variable/inter|uplot)/',
      ],
      'The UI shows sessions.',
    ),
    only(
      'workers/',
      [
        'src/core/',
        'src/engines/',
        'src/storage/',
        'src/capture/(clip-writer\\.ts$|synthetic-store/)',
        'models/catalogue\\.json$',
        'node_modules/comlink/',
      ],
      'A worker never knows the UI.',
    ),
    {
      name: 'only-the-recorder-writes-video',
      severity: 'error',
      from: { path: '^workers/', pathNot: '^workers/record/' },
      to: { path: '^src/capture/', pathNot: '^src/capture/synthetic-store/' },
    },
    {
      name: 'only-the-synthesizer-draws-a-store',
      severity: 'error',
      comment: 'It is large, and nobody waits for it before the first detection.',
      from: { path: '^(src|workers)/', pathNot: '^(workers/synth|src/capture/synthetic-store)/' },
      to: { path: '^src/capture/synthetic-store/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workers-are-started-not-imported',
      severity: 'error',
      comment: 'A *.worker.ts runs on import. Start it with new URL() in its client.',
      from: {},
      to: { path: '\\.worker\\.ts$' },
    },
    {
      name: 'a-protocol-is-types',
      severity: 'error',
      comment: 'Both threads compile protocol.ts; neither may run it.',
      from: { path: '/protocol\\.ts$' },
      to: { dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workers-do-not-know-each-other',
      severity: 'error',
      from: { path: '^workers/([^/]+)/', pathNot: '^workers/transport/' },
      to: { path: '^workers/([^/]+)/', pathNot: ['^workers/$1/', '^workers/transport/'] },
    },
    {
      name: 'workspaces-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(ui|app)/(pilot|label|compare)/' },
      to: { path: '^src/(ui|app)/(pilot|label|compare)/', pathNot: '^src/(ui|app)/$2/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // `?url` and `?raw` imports and worker URLs are the bundler's own.
    exclude: { path: '\\?(url|raw)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.json'],
    },
  },
};
