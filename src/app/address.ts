import { type TableChoice, readTable, writeTable } from '#app/compare/table-choice.ts';

/** The address is the state: copying it brings a colleague on the same device to the same view. */

export const SETTINGS = ['models', 'tracking', 'storage', 'keys', 'language', 'about'] as const;

export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'pilot'; readonly session: string | null; readonly moment: Moment }
  | { readonly at: 'calibrate'; readonly session: string | null; readonly camera: string }
  /** Choosing cameras before a live run, or calibrating one of them, named by the browser's id. */
  | { readonly at: 'webcams'; readonly calibrate: string | null }
  /** What is printed to calibrate cameras with. */
  | { readonly at: 'sheets' }
  /** A walk tells several cameras where they hang: webcams before a run, or those of a stored session. */
  | { readonly at: 'walk'; readonly session: string | null }
  | { readonly at: 'label' }
  /** How fast this device is. */
  | { readonly at: 'bench' }
  /** Nothing chosen: the table is as it was left. */
  | { readonly at: 'compare'; readonly table: TableChoice | null }
  | { readonly at: 'settings'; readonly section: (typeof SETTINGS)[number] }
  /** Every component, and every state that a place can be in. */
  | { readonly at: 'kit'; readonly state: string | null };

/** Where in a session: the playhead and the selection. */
export interface Moment {
  /** s; `null` for wherever the session opens. */
  readonly time: number | null;
  readonly interaction: string | null;
}

export const someMoment: Moment = { time: null, interaction: null };

/** @param hash - Of the address, with or without `#`. What is no place is home. */
export function readAddress(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#?\/?/u, '').split('?');
  const [at = '', ...rest] = path.split('/').map(decoded);
  switch (at) {
    case 'pilot': {
      const session = rest[0] === undefined || rest[0] === '-' ? null : rest[0];
      if (rest[1] === 'calibrate' && rest[2] !== undefined) return { at: 'calibrate', session, camera: rest[2] };
      if (rest[1] === 'walk' && session !== null) return { at: 'walk', session };
      return { at, session, moment: readMoment(new URLSearchParams(query)) };
    }
    case 'settings':
      return { at, section: SETTINGS.find((section) => section === rest[0]) ?? 'models' };
    case 'kit':
      return { at, state: rest[0] ?? null };
    case 'webcams':
      if (rest[0] === 'walk') return { at: 'walk', session: null };
      return { at, calibrate: rest[0] === 'calibrate' && rest[1] !== undefined ? rest[1] : null };
    case 'label':
    case 'sheets':
    case 'bench':
      return { at };
    case 'compare':
      return { at, table: query === '' ? null : readTable(new URLSearchParams(query)) };
    default:
      return { at: 'home' };
  }
}

/** What somebody cut in the middle of a sign stays as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function writeAddress(place: Place): string {
  switch (place.at) {
    case 'home':
      return '#/';
    case 'pilot':
      return `#/pilot${place.session === null ? '' : `/${place.session}`}${writeMoment(place.moment)}`;
    case 'calibrate':
      return `#/pilot/${place.session ?? '-'}/calibrate/${encodeURIComponent(place.camera)}`;
    case 'walk':
      return place.session === null ? '#/webcams/walk' : `#/pilot/${place.session}/walk`;
    case 'settings':
      return `#/settings/${place.section}`;
    case 'kit':
      return `#/kit${place.state === null ? '' : `/${place.state}`}`;
    case 'webcams':
      return place.calibrate === null ? '#/webcams' : `#/webcams/calibrate/${encodeURIComponent(place.calibrate)}`;
    case 'sheets':
      return '#/sheets';
    case 'label':
      return '#/label';
    case 'bench':
      return '#/bench';
    case 'compare':
      return `#/compare${place.table === null ? '' : writeTable(place.table)}`;
  }
}

function readMoment(query: URLSearchParams): Moment {
  const time = Number.parseFloat(query.get('t') ?? '');
  return { time: Number.isFinite(time) && time >= 0 ? time : null, interaction: query.get('i') };
}

function writeMoment({ time, interaction }: Moment): string {
  const query = new URLSearchParams();
  if (time !== null) query.set('t', String(Number(time.toFixed(6))));
  if (interaction !== null) query.set('i', interaction);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
