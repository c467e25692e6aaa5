/** What the page says to its service worker, and what it hears. */

export type OfflineRequest =
  /** How much of this version is on the device, without fetching any of it. */
  | { readonly kind: 'look' }
  /** Have every file of this version on the device; told how far on the port that comes with it. */
  | { readonly kind: 'keep' }
  /** Stop waiting for the pages of the version before to close. */
  | { readonly kind: 'take-over' }
  /** Another version takes over: end what it would wait for, in a moment. */
  | { readonly kind: 'give-way' };

export type OfflineReply =
  | { readonly kind: 'kept'; readonly files: number; readonly of: number }
  /** A file could not be fetched, is not on the host any more, or has no room here; what is kept stays. */
  | { readonly kind: 'failed'; readonly file: string; readonly why: OfflineFailure };

export type OfflineFailure = 'network' | 'gone' | 'room';
