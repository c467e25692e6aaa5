/** Less than this part of something seen, and nobody could say what it is: in no truth it counts as to be found. */
export const LEAST_VISIBLE = 0.15;
