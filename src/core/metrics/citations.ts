/** The papers of what stands in a table of results, as BibTeX. */
import type { MotBenchmarkName } from '#core/metrics/mot-benchmark.ts';

export interface Citation {
  readonly key: string;
  readonly type: 'article' | 'book' | 'inproceedings' | 'misc';
  /** In LaTeX's spelling. */
  readonly fields: Readonly<Record<string, string>>;
}

const paper = (type: Citation['type'], key: string, fields: Citation['fields']): Citation => ({ key, type, fields });

const hota = paper('article', 'luiten2021hota', {
  author:
    "Luiten, Jonathon and O{\\v{s}}ep, Aljo{\\v{s}}a and Dendorfer, Patrick and Torr, Philip and Geiger, Andreas and Leal-Taix{\\'e}, Laura and Leibe, Bastian",
  title: '{HOTA}: A Higher Order Metric for Evaluating Multi-Object Tracking',
  journal: 'International Journal of Computer Vision',
  volume: '129',
  pages: '548--578',
  year: '2021',
});
const clear = paper('article', 'bernardin2008clear', {
  author: 'Bernardin, Keni and Stiefelhagen, Rainer',
  title: 'Evaluating Multiple Object Tracking Performance: The {CLEAR MOT} Metrics',
  journal: 'EURASIP Journal on Image and Video Processing',
  year: '2008',
});
const pieces = paper('inproceedings', 'li2009hybridboosted', {
  author: 'Li, Yuan and Huang, Chang and Nevatia, Ram',
  title: 'Learning to Associate: {HybridBoosted} Multi-Target Tracker for Crowded Scene',
  booktitle: 'Conference on Computer Vision and Pattern Recognition (CVPR)',
  year: '2009',
});
const identity = paper('inproceedings', 'ristani2016performance', {
  author: 'Ristani, Ergys and Solera, Francesco and Zou, Roger and Cucchiara, Rita and Tomasi, Carlo',
  title: 'Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking',
  booktitle: 'European Conference on Computer Vision (ECCV) Workshops',
  year: '2016',
});
const coco = paper('inproceedings', 'lin2014coco', {
  author:
    "Lin, Tsung-Yi and Maire, Michael and Belongie, Serge and Hays, James and Perona, Pietro and Ramanan, Deva and Doll{\\'a}r, Piotr and Zitnick, C. Lawrence",
  title: 'Microsoft {COCO}: Common Objects in Context',
  booktitle: 'European Conference on Computer Vision (ECCV)',
  year: '2014',
});
const bootstrap = paper('book', 'efron1993bootstrap', {
  author: 'Efron, Bradley and Tibshirani, Robert J.',
  title: 'An Introduction to the Bootstrap',
  publisher: 'Chapman \\& Hall',
  year: '1993',
});

/** Whose figures they are, by name of figure. */
const OF_FIGURE: readonly (readonly [Citation, readonly string[]])[] = [
  [hota, ['HOTA', 'DetA', 'AssA', 'DetRe', 'DetPr', 'AssRe', 'AssPr', 'LocA']],
  [clear, ['MOTA', 'MOTP', 'MODA', 'TP', 'FP', 'FN', 'IDSW']],
  [pieces, ['Frag', 'MT', 'PT', 'ML']],
  [identity, ['IDF1', 'IDR', 'IDP']],
  [coco, ['AP', 'AP50', 'AP75', 'APs', 'APm', 'APl', 'AR1', 'AR10', 'AR100', 'ARs', 'ARm', 'ARl']],
];

const OF_BENCHMARK: Readonly<Record<MotBenchmarkName, Citation>> = {
  mot15: paper('misc', 'lealtaixe2015motchallenge', {
    author: "Leal-Taix{\\'e}, Laura and Milan, Anton and Reid, Ian and Roth, Stefan and Schindler, Konrad",
    title: '{MOTChallenge} 2015: Towards a Benchmark for Multi-Target Tracking',
    howpublished: 'arXiv:1504.01942',
    year: '2015',
  }),
  mot17: paper('misc', 'milan2016mot16', {
    author: "Milan, Anton and Leal-Taix{\\'e}, Laura and Reid, Ian and Roth, Stefan and Schindler, Konrad",
    title: '{MOT16}: A Benchmark for Multi-Object Tracking',
    howpublished: 'arXiv:1603.00831',
    year: '2016',
  }),
  mot20: paper('misc', 'dendorfer2020mot20', {
    author:
      "Dendorfer, Patrick and Rezatofighi, Hamid and Milan, Anton and Shi, Javen and Cremers, Daniel and Reid, Ian and Roth, Stefan and Schindler, Konrad and Leal-Taix{\\'e}, Laura",
    title: '{MOT20}: A Benchmark for Multi Object Tracking in Crowded Scenes',
    howpublished: 'arXiv:2003.09003',
    year: '2020',
  }),
};

/** Trackers by what their results are called, letters and digits only. The first that fits the beginning is it. */
const OF_TRACKER: readonly (readonly [string, Citation])[] = [
  [
    'mpntrack',
    paper('inproceedings', 'braso2020mpntrack', {
      author: "Bras{\\'o}, Guillem and Leal-Taix{\\'e}, Laura",
      title: 'Learning a Neural Solver for Multiple Object Tracking',
      booktitle: 'Conference on Computer Vision and Pattern Recognition (CVPR)',
      year: '2020',
    }),
  ],
  [
    'bytetrack',
    paper('inproceedings', 'zhang2022bytetrack', {
      author:
        'Zhang, Yifu and Sun, Peize and Jiang, Yi and Yu, Dongdong and Weng, Fucheng and Yuan, Zehuan and Luo, Ping and Liu, Wenyu and Wang, Xinggang',
      title: '{ByteTrack}: Multi-Object Tracking by Associating Every Detection Box',
      booktitle: 'European Conference on Computer Vision (ECCV)',
      year: '2022',
    }),
  ],
  [
    'ocsort',
    paper('inproceedings', 'cao2023ocsort', {
      author: 'Cao, Jinkun and Pang, Jiangmiao and Weng, Xinshuo and Khirodkar, Rawal and Kitani, Kris',
      title: 'Observation-Centric {SORT}: Rethinking {SORT} for Robust Multi-Object Tracking',
      booktitle: 'Conference on Computer Vision and Pattern Recognition (CVPR)',
      year: '2023',
    }),
  ],
  [
    'botsort',
    paper('misc', 'aharon2022botsort', {
      author: 'Aharon, Nir and Orfaig, Roy and Bobrovsky, Ben-Zion',
      title: '{BoT-SORT}: Robust Associations Multi-Pedestrian Tracking',
      howpublished: 'arXiv:2206.14651',
      year: '2022',
    }),
  ],
  [
    'deepsort',
    paper('inproceedings', 'wojke2017deepsort', {
      author: 'Wojke, Nicolai and Bewley, Alex and Paulus, Dietrich',
      title: 'Simple Online and Realtime Tracking with a Deep Association Metric',
      booktitle: 'International Conference on Image Processing (ICIP)',
      year: '2017',
    }),
  ],
  [
    'ucmc',
    paper('inproceedings', 'yi2024ucmctrack', {
      author: 'Yi, Kefu and Luo, Kai and Luo, Xiaolei and Huang, Jiangui and Wu, Hao and Hu, Rongdong and Hao, Wei',
      title: '{UCMCTrack}: Multi-Object Tracking with Uniform Camera Motion Compensation',
      booktitle: 'AAAI Conference on Artificial Intelligence',
      year: '2024',
    }),
  ],
  [
    'sort',
    paper('inproceedings', 'bewley2016sort', {
      author: 'Bewley, Alex and Ge, Zongyuan and Ott, Lionel and Ramos, Fabio and Upcroft, Ben',
      title: 'Simple Online and Realtime Tracking',
      booktitle: 'International Conference on Image Processing (ICIP)',
      year: '2016',
    }),
  ],
];

/** @returns The paper of a tracker by what its run is called (`OC-SORT`, `bytetrack_mot17`); `null` when nobody knows. */
export function trackerCitation(run: string): Citation | null {
  const plain = run.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  return OF_TRACKER.find(([name]) => plain.startsWith(name))?.[1] ?? null;
}

/** What stands in a table of results. */
export interface Cited {
  /** By name. */
  readonly figures: readonly string[];
  /** `null` for COCO. */
  readonly benchmark: MotBenchmarkName | null;
  /** By name. */
  readonly runs: readonly string[];
  /** Whether there are bootstrap intervals. */
  readonly intervals: boolean;
}

/** Everything that a table of results owes somebody, each once. */
export function citationsOf({ figures, benchmark, runs, intervals }: Cited): readonly Citation[] {
  const found = [
    ...OF_FIGURE.filter(([, names]) => figures.some((figure) => names.includes(figure))).map(([each]) => each),
    ...(benchmark === null ? [] : [OF_BENCHMARK[benchmark]]),
    ...(intervals ? [bootstrap] : []),
    ...runs.flatMap((run) => trackerCitation(run) ?? []),
  ];
  return [...new Set(found)];
}

export function writeBibtex(citations: readonly Citation[]): string {
  return citations
    .map(({ key, type, fields }) => {
      const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
      return `@${type}{${key},\n${lines.join('')}}\n`;
    })
    .join('\n');
}
