import { DIALING_MODES } from '@outpace/protocol/tables.ts';
import { modeWord } from '../ui/mode-words.ts';

/** What a supervisor may ask for. Whether it can be used here, the engine says. */
export const MODE_CHOICES = DIALING_MODES.filter((mode) => mode !== 'no-dial-mode').map((mode) => ({
  value: mode,
  label: modeWord(mode),
}));

/** How much a group dials, beside its mode. */
export const dialsWords = (mode: string, multiplier: number): string =>
  looksAhead(mode) ? 'ahead of free agents' : linesWords(multiplier);

/** Predictive dialing has a target instead of a number of lines. */
export const looksAhead = (mode: string): boolean =>
  mode === 'predictive' || mode === 'predictive-seizing';

export const linesWords = (multiplier: number): string =>
  multiplier === 1
    ? '1 line per free agent'
    : `${multiplier.toLocaleString('en-GB')} lines per free agent`;
