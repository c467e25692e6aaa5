/** A text in the language that is in force when it is read: what is kept for long is kept as words, not as a string. */
export type Words = () => string;
