/** The share of live answers left without an agent, with how sure one can be of it. */
export type Abandonment = {
  /** Abandoned ÷ live answers, 0..1; undefined before the first live answer. */
  readonly share: number | undefined;
  /** 95 % Wilson interval of that share, 0..1. */
  readonly low: number;
  readonly high: number;
  /** The legal or chosen limit, 0..1. */
  readonly limit: number;
};

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.96;

/**
 * Wilson's score interval (1927): unlike the plain one it stays within 0..1 and says something
 * sensible from the first answer on.
 */
export function abandonment(abandoned: number, liveAnswers: number, limit: number): Abandonment {
  if (liveAnswers === 0) return { share: undefined, low: 0, high: 1, limit };
  const share = abandoned / liveAnswers;
  const z2 = (Z * Z) / liveAnswers;
  const middle = (share + z2 / 2) / (1 + z2);
  const spread = share * (1 - share) + z2 / 4;
  const reach = (Z * Math.sqrt(spread / liveAnswers)) / (1 + z2);
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach), limit };
}
