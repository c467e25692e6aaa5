import type { Command } from '#app/commands.svelte.ts';
import { copyCitations, copyTable } from '#app/compare/copy-table.ts';
import type { Scoring } from '#app/compare/scoring.svelte.ts';
import { type TableFormat, tableFormats } from '#core/metrics/table-texts.ts';
import type { Workbench } from '#app/workbench.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/** Everything that can be done with results, by what its button or its key is called. */
export type ScoreCommands = ReturnType<typeof scoreCommands>;

interface ScoreActions {
  readonly truth: (folder: boolean) => void;
  readonly results: (folder: boolean) => void;
  readonly columns: () => void;
}

const KEYS: Readonly<Record<TableFormat, string>> = { csv: 'c', markdown: 'm', latex: 'l' };

export function scoreCommands(workbench: Workbench, scoring: Scoring, actions: ScoreActions) {
  const group = m.shell_compare;
  const scored = () => scoring.truth !== null && scoring.runs.some(({ scores }) => scores?.combined != null);
  const say = (format: string) => workbench.toasts.say(() => m.compare_copied({ format }));
  const copy = (format: TableFormat): Command => ({
    id: `score.copy-${format}`,
    label: () => m.compare_copy({ format: tableFormats[format].name }),
    group,
    keys: KEYS[format],
    enabled: scored,
    run: () => workbench.later(() => copyTable(scoring, format).then(() => say(tableFormats[format].name))),
  });
  return {
    truth: { id: 'score.truth', label: m.compare_truth_choose, group, keys: 't', run: () => actions.truth(false) },
    truthFolder: {
      id: 'score.truth-folder',
      label: () => `${m.compare_truth_choose()} · ${m.kit_choose_folder()}`,
      group,
      keys: 'Shift+T',
      run: () => actions.truth(true),
    },
    results: {
      id: 'score.results',
      label: m.compare_results_choose,
      group,
      keys: 'r',
      run: () => actions.results(false),
    },
    resultsFolder: {
      id: 'score.results-folder',
      label: () => `${m.compare_results_choose()} · ${m.kit_choose_folder()}`,
      group,
      keys: 'Shift+R',
      run: () => actions.results(true),
    },
    stop: {
      id: 'score.stop',
      label: m.compare_stop,
      group,
      keys: 'Escape',
      enabled: () => scoring.fraction !== null,
      run: () => scoring.cancel(),
    },
    goOn: {
      id: 'score.go-on',
      label: m.compare_go_on,
      group,
      keys: 's',
      enabled: () => scoring.runs.some(({ state }) => state === 'stopped'),
      run: () => scoring.goOn(),
    },
    rows: {
      id: 'score.rows',
      label: m.compare_rows_switch,
      group,
      keys: 'v',
      enabled: () => scored() && scoring.truth?.kind === 'mot',
      run: () => workbench.chooseTable({ rows: scoring.table.rows === 'runs' ? 'sequences' : 'runs' }),
    },
    columns: { id: 'score.columns', label: m.compare_columns, group, keys: 'x', enabled: scored, run: actions.columns },
    csv: copy('csv'),
    markdown: copy('markdown'),
    latex: copy('latex'),
    citations: {
      id: 'score.citations',
      label: m.compare_citations,
      group,
      keys: 'b',
      enabled: scored,
      run: () => workbench.later(() => copyCitations(scoring).then(() => say('BibTeX'))),
    },
  } as const satisfies Record<string, Command>;
}
