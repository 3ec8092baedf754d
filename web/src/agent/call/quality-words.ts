import { gradeOf, lossShare, type QualityGrade, type QualityWindow } from '../../phone/quality.ts';

const WORDS: Readonly<Record<QualityGrade, string>> = {
  good: 'Good sound',
  fair: 'Fair sound',
  poor: 'Poor sound',
};

export type QualityWords = {
  readonly grade: QualityGrade;
  readonly word: string;
  /** The figures behind it, of the last seconds. */
  readonly figures: string;
};

export function qualityWords(window: QualityWindow): QualityWords {
  const grade = gradeOf(window);
  if (window.packetsReceived === 0) {
    return { grade, word: 'No sound', figures: 'Nothing has arrived in the last seconds' };
  }
  const { jitterMs, roundTripMs } = window;
  const figures = [
    `Lost ${(lossShare(window) * 100).toFixed(1)} %`,
    `jitter ${Math.round(jitterMs)} ms`,
    roundTripMs === undefined ? undefined : `round trip ${Math.round(roundTripMs)} ms`,
  ];
  return { grade, word: WORDS[grade], figures: figures.filter(Boolean).join(' · ') };
}
