/** What a person wants to see of a table of results, as it stands in the address: their files do not. */
export interface TableChoice {
  /** Names of figures, in order; `null` for those that papers print. */
  readonly columns: readonly string[] | null;
  /** By a figure, or by name of run; `null`: as they came. */
  readonly sort: { readonly by: string; readonly descending: boolean } | null;
  /** A row a run, or a row a run and sequence. */
  readonly rows: 'runs' | 'sequences';
  /** Which figure is drawn; `null` for the first there is. */
  readonly curve: string | null;
}

export const asMeasured: TableChoice = { columns: null, sort: null, rows: 'runs', curve: null };

/** Names of figures and thresholds have letters, digits, points and blanks, and nothing else. */
const NAME = /^[\w. ]+$/u;

export function readTable(query: URLSearchParams): TableChoice {
  const columns = (query.get('columns') ?? '').split(',').filter((name) => NAME.test(name));
  const [, descending, by] = /^(-?)([\w. ]+)$/u.exec(query.get('sort') ?? '') ?? [];
  const curve = query.get('curve') ?? '';
  return {
    columns: columns.length === 0 ? null : [...new Set(columns)],
    sort: by === undefined ? null : { by, descending: descending === '-' },
    rows: query.get('rows') === 'sequences' ? 'sequences' : 'runs',
    curve: NAME.test(curve) ? curve : null,
  };
}

/** @returns With its `?`; nothing when nothing was chosen. */
export function writeTable({ columns, sort, rows, curve }: TableChoice): string {
  const query = new URLSearchParams();
  if (columns !== null) query.set('columns', columns.join(','));
  if (sort !== null) query.set('sort', `${sort.descending ? '-' : ''}${sort.by}`);
  if (rows === 'sequences') query.set('rows', rows);
  if (curve !== null) query.set('curve', curve);
  // A comma needs no escape, and who reads the address reads it better.
  return query.size === 0 ? '' : `?${query.toString().replaceAll('%2C', ',')}`;
}
