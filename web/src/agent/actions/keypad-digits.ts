export type KeypadKey = {
  readonly digit: string;
  /** For those who do not see it. */
  readonly name: string;
  readonly letters: string;
};

const key = (digit: string, letters = '', name = digit): KeypadKey => ({ digit, name, letters });

/** As on every telephone (ITU-T E.161), row by row. */
export const KEYPAD: readonly KeypadKey[] = [
  key('1'),
  key('2', 'ABC'),
  key('3', 'DEF'),
  key('4', 'GHI'),
  key('5', 'JKL'),
  key('6', 'MNO'),
  key('7', 'PQRS'),
  key('8', 'TUV'),
  key('9', 'WXYZ'),
  key('*', '', 'Star'),
  key('0'),
  key('#', '', 'Hash'),
];

type Press = {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
};

/** The digit that was typed; undefined for every other key, such as Tab and Enter. */
export const digitOf = (press: Press): string | undefined =>
  press.altKey || press.ctrlKey || press.metaKey
    ? undefined
    : KEYPAD.find(({ digit }) => digit === press.key)?.digit;

const SHOWN_MAX = 24;

/** The last digits that fit. */
export const shownDigits = (sent: string): string =>
  sent.length <= SHOWN_MAX ? sent : `…${sent.slice(-SHOWN_MAX)}`;
