/** Letters of a note that fit two lines of the panel. */
const LETTERS = 110;

/** A note that is folded until it is asked for, so that the calls before it stay in sight. */
export const isLong = (note: string): boolean =>
  note.length > LETTERS || note.trim().split('\n').length > 2;
