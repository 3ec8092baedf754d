import type { PacingInputs } from '@outpace/engine/pacing/contract.ts';
import { percent } from '../../ui/percent.ts';

/** The forecast in one sentence. */
export function soonWords({
  free,
  freeSoon,
  inAir,
  answersSoon,
  answerRate,
}: PacingInputs): string {
  const agents =
    `${amount(free)} ${free === 1 ? 'agent is' : 'agents are'} free and ` +
    `${amount(freeSoon)} more expected within ten seconds.`;
  const rate = `${percent(answerRate)} of all calls are answered by a person.`;
  if (inAir === 0) return `${agents} No call is in the air; ${rate}`;
  const calls =
    `Of ${amount(inAir)} ${inAir === 1 ? 'call' : 'calls'} in the air ` +
    `${amount(answersSoon)} are expected to be answered by then;`;
  return `${agents} ${calls} ${rate}`;
}

const amount = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 1 });

export type RiskChart = {
  readonly verdict: 'under' | 'unsure';
  /** Places on the scale, 0..1. */
  readonly risk: number;
  readonly price: number;
  readonly text: string;
};

/** Risk against price: one more call is opened while the risk is no larger. */
export function riskChart({ risk, price }: PacingInputs): RiskChart {
  const scale = Math.max(2 * price, risk, 0.01);
  const isTaken = risk <= price;
  return {
    verdict: isTaken ? 'under' : 'unsure',
    risk: Math.min(1, risk / scale),
    price: Math.min(1, price / scale),
    text:
      `${percent(risk)} risk that whoever answers one more call finds no agent in time. ` +
      `Accepted now: ${percent(price)}${isTaken ? '.' : ', so it waits.'}`,
  };
}
