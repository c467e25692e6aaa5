import { describe, expect, test } from 'vitest';
import { citationsOf, trackerCitation, writeBibtex } from '#core/metrics/citations.ts';
import { count, fraction, mistakes } from '#core/metrics/metric.ts';
import { type ResultRow, type ResultTable, bestRows, columnWidth, figureText } from '#core/metrics/result-table.ts';
import { writeCsv, writeLatex, writeMarkdown } from '#core/metrics/table-texts.ts';

const row = (run: string, figures: Record<string, number>, rest: Partial<ResultRow> = {}): ResultRow => ({
  run,
  sequence: null,
  sequences: 7,
  cite: null,
  figures,
  intervals: {},
  ...rest,
});
const interval = { HOTA: { low: 0.581, high: 0.6604 } };
const table: ResultTable = {
  columns: [
    { name: 'HOTA', figure: fraction },
    { name: 'IDSW', figure: mistakes },
  ],
  rows: [
    row('Ours', { HOTA: 0.6779012345678901, IDSW: 167 }, { intervals: interval }),
    row('SORT', { HOTA: 0.62718, IDSW: 366 }, { cite: 'bewley2016sort' }),
  ],
};
const renamed = (run: string): ResultTable => ({ ...table, rows: [row(run, { HOTA: 0.5, IDSW: 1 })] });

describe('CSV', () => {
  test('gives every number to the last digit, and an interval two columns of its own', () => {
    expect(writeCsv(table)).toBe(
      'run,sequence,sequences,HOTA,HOTA_low,HOTA_high,IDSW\r\n' +
        'Ours,combined,7,0.6779012345678901,0.581,0.6604,167\r\n' +
        'SORT,combined,7,0.62718,,,366\r\n',
    );
  });

  test.each([
    ['a, b', '"a, b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['plain name', 'plain name'],
  ])('a run called %j stands in one cell', (run, cell) => {
    expect(writeCsv(renamed(run)).split('\r\n')[1]).toBe(`${cell},combined,7,0.5,1`);
  });

  test('a figure that there is none of leaves its cell empty', () => {
    const none: ResultTable = {
      columns: [{ name: 'APl', figure: { ...fraction, none: -1 } }],
      rows: [row('a', { APl: -1 })],
    };
    expect(writeCsv(none).split('\r\n')[1]).toBe('a,combined,7,');
    expect(writeMarkdown(none)).toContain('| a | 7 | – |');
  });
});

describe('Markdown', () => {
  test('prints percent, the best in bold, and says which way is better', () => {
    expect(writeMarkdown(table)).toBe(
      '| Run | Sequences | HOTA ↑ | IDSW ↓ |\n' +
        '| :-- | :-- | --: | --: |\n' +
        '| Ours | 7 | **67.8** (58.1–66.0) | **167** |\n' +
        '| SORT | 7 | 62.7 | 366 |\n',
    );
  });

  test('no sign of a name ends its cell or becomes markup', () => {
    expect(writeMarkdown(renamed('a|b *c* <d> e_f'))).toContain('| a\\|b \\*c\\* \\<d> e\\_f | 7 |');
  });
});

describe('LaTeX', () => {
  test('is a tabular with rules, and cites whom it can', () => {
    expect(writeLatex(table)).toBe(
      '\\begin{tabular}{llrr}\n\\toprule\n' +
        'Run & Sequences & HOTA $\\uparrow$ & IDSW $\\downarrow$ \\\\\n\\midrule\n' +
        'Ours & 7 & \\textbf{67.8} {\\scriptsize (58.1--66.0)} & \\textbf{167} \\\\\n' +
        'SORT~\\cite{bewley2016sort} & 7 & 62.7 & 366 \\\\\n' +
        '\\bottomrule\n\\end{tabular}\n',
    );
  });

  test('every sign that LaTeX would take for its own is written out', () => {
    expect(writeLatex(renamed('50% & $1 #2 a_b {c} ~d ^e \\f'))).toContain(
      '50\\% \\& \\$1 \\#2 a\\_b \\{c\\} \\textasciitilde{}d \\textasciicircum{}e \\textbackslash{}f & 7',
    );
  });
});

describe('the best', () => {
  const of = (...values: number[]): ResultTable => ({
    columns: [{ name: 'HOTA', figure: fraction }],
    rows: values.map((HOTA, i) => row(`${i}`, { HOTA })),
  });
  const best = (...values: number[]) => [...bestRows(of(...values), 0)].map(({ run }) => run);

  test('are all that are printed alike', () => {
    expect(best(0.5, 0.70001, 0.70002)).toEqual(['1', '2']);
  });

  test('are printed alike: far apart within one print, or close and in two', () => {
    expect(best(0.5004, 0.50051, 0.50149)).toEqual(['1', '2']);
    expect(best(0.50049, 0.50051)).toEqual(['1']);
  });

  test('is nobody when there is one, or all are alike', () => {
    expect(best(0.5)).toEqual([]);
    expect(best(0.5, 0.5)).toEqual([]);
  });
});

describe('the width of a column', () => {
  const width = (rows: readonly ResultRow[], figure = fraction) =>
    columnWidth({ columns: [{ name: 'MOTA', figure }], rows }, 0);

  test('is that of its longest figure, which may be the lowest', () => {
    expect(width([0.5, -0.125, 0.7].map((MOTA) => row('', { MOTA })))).toBe('-12.5'.length);
    expect(
      width(
        [5, 1024, 77].map((MOTA) => row('', { MOTA })),
        count,
      ),
    ).toBe(4);
  });

  test('is that of its longest interval', () => {
    expect(width([{ ...row('', { MOTA: 0.5 }), intervals: { MOTA: { low: 0.4, high: 0.6 } } }])).toBe(
      '40.0–60.0'.length,
    );
  });

  test('is a dash where there are no figures', () => {
    expect(width([row('', {})])).toBe(1);
  });
});

test('a count has no percent', () => {
  expect(figureText(12, count)).toBe('12');
  expect(figureText(0.125, fraction)).toBe('12.5');
});

describe('BibTeX', () => {
  test.each([
    ['SORT', 'bewley2016sort'],
    ['OC-SORT', 'cao2023ocsort'],
    ['bytetrack_x_mot17', 'zhang2022bytetrack'],
    ['BoT-SORT', 'aharon2022botsort'],
    ['DeepSORT', 'wojke2017deepsort'],
    ['MPNTrack', 'braso2020mpntrack'],
    ['Run 1', undefined],
  ])('a run called %s is cited as %s', (run, key) => {
    expect(trackerCitation(run)?.key).toBe(key);
  });

  test('every paper once, of what is seen and of nothing else', () => {
    const keys = citationsOf({
      figures: ['HOTA', 'DetA', 'IDSW', 'Frag'],
      benchmark: 'mot20',
      runs: ['SORT', 'sort, tuned', 'mine'],
      intervals: true,
    }).map(({ key }) => key);
    expect(keys).toEqual([
      'luiten2021hota',
      'bernardin2008clear',
      'li2009hybridboosted',
      'dendorfer2020mot20',
      'efron1993bootstrap',
      'bewley2016sort',
    ]);
    const ap = citationsOf({ figures: ['AP'], benchmark: null, runs: [], intervals: false });
    expect(ap.map(({ key }) => key)).toEqual(['lin2014coco']);
  });

  test('entries have balanced braces, names in LaTeX’s spelling, and are ASCII', () => {
    const text = writeBibtex(
      citationsOf({ figures: ['HOTA', 'AP'], benchmark: 'mot17', runs: ['MPNTrack'], intervals: true }),
    );
    expect(text).toContain("  author = {Bras{\\'o}, Guillem and Leal-Taix{\\'e}, Laura},\n");
    expect(text.match(/^@\w+\{\w+,$/gmu)).toHaveLength(5);
    expect(text.split('{').length).toBe(text.split('}').length);
    expect(text).toMatch(/^[\n -~]+$/u);
  });
});
