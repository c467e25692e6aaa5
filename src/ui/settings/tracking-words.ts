/** What the tables of trackers say, in the language of the page. A test holds the English next to the tables. */
import type { TrackerName, trackerCards } from '#core/tracking/tracker-cards.ts';
import { m } from '#messages/compiled/messages.js';
import type { Words } from '#app/words.ts';

/** Any parameter of any tracker. */
type ParameterName = { [Name in TrackerName]: keyof (typeof trackerCards)[Name]['parameters'] }[TrackerName];

export const parameterWords: Readonly<Record<ParameterName, { readonly label: Words; readonly raising: Words }>> = {
  trackThreshold: { label: m.tracking_track_threshold, raising: m.tracking_track_threshold_raising },
  lowThreshold: { label: m.tracking_low_threshold, raising: m.tracking_low_threshold_raising },
  newTrackThreshold: { label: m.tracking_new_track_threshold, raising: m.tracking_new_track_threshold_raising },
  matchThreshold: { label: m.tracking_match_threshold, raising: m.tracking_match_threshold_raising },
  lowMatchThreshold: { label: m.tracking_low_match_threshold, raising: m.tracking_low_match_threshold_raising },
  tentativeMatchThreshold: {
    label: m.tracking_tentative_match_threshold,
    raising: m.tracking_tentative_match_threshold_raising,
  },
  duplicateThreshold: { label: m.tracking_duplicate_threshold, raising: m.tracking_duplicate_threshold_raising },
  buffer: { label: m.tracking_buffer, raising: m.tracking_buffer_raising },
  minScore: { label: m.tracking_min_score, raising: m.tracking_min_score_raising },
  minIou: { label: m.tracking_min_iou, raising: m.tracking_min_iou_raising },
  minHits: { label: m.tracking_min_hits, raising: m.tracking_min_hits_raising },
  maxAge: { label: m.tracking_max_age, raising: m.tracking_max_age_raising },
  inertia: { label: m.tracking_inertia, raising: m.tracking_inertia_raising },
  directionSpan: { label: m.tracking_direction_span, raising: m.tracking_direction_span_raising },
  gate: { label: m.tracking_gate, raising: m.tracking_gate_raising },
  acceleration: { label: m.tracking_acceleration, raising: m.tracking_acceleration_raising },
  firstSpeed: { label: m.tracking_first_speed, raising: m.tracking_first_speed_raising },
  footNoise: { label: m.tracking_foot_noise, raising: m.tracking_foot_noise_raising },
};

export const trackerWords: Readonly<Record<TrackerName, Words>> = {
  'bytetrack-xywh': m.tracking_about_bytetrack_xywh,
  bytetrack: m.tracking_about_bytetrack,
  'bytetrack-steady': m.tracking_about_bytetrack_steady,
  'oc-sort': m.tracking_about_oc_sort,
  floor: m.tracking_about_floor,
  sort: m.tracking_about_sort,
  greedy: m.tracking_about_greedy,
};

/** Formulas are the same in every language; these are words. */
const unitWords: Readonly<Record<string, Words>> = {
  frames: m.tracking_unit_frames,
  'of the box height': m.tracking_unit_height,
};

/** @returns As it follows a number; a formula in brackets, so that its own numbers are not read as that one's. */
export const unitText = (unit: string): string => unitWords[unit]?.() ?? (unit === '' ? '' : `(${unit})`);
export const isParameter = (name: string): name is ParameterName => Object.hasOwn(parameterWords, name);
