/** By what a session archive is known. */
export const ARCHIVE_FORMAT = 'openaisle-session';
/** The newest there is; every archive is written as it. Version 1 and 2 did not say what their session was run with. */
export const ARCHIVE_VERSION = 3;
