import type { PacingTarget } from '@outpace/engine/pacing/contract.ts';
import { parseMillis } from '../live/parse-ids.ts';
import { percent } from './percent.ts';

export type TargetKind = PacingTarget['kind'];

/** What is typed of a target, in the unit that people read: percent, seconds, or plain weights. */
export type TargetDraft = {
  readonly kind: TargetKind;
  readonly value: number | string;
  /** Of the largest gain only. */
  readonly loss: number | string;
};

export type TargetKindWords = {
  readonly label: string;
  readonly unit: '%' | 's' | '';
  /** Of the value, over its field. */
  readonly field: string;
  /** What choosing it does, in one sentence. */
  readonly effect: string;
  readonly usual: number;
  readonly min: number;
  readonly max: number;
};

export const TARGETS: Readonly<Record<TargetKind, TargetKindWords>> = {
  abandonment: {
    label: 'Abandonment',
    unit: '%',
    field: 'Share of live answers, %',
    effect: 'Agents talk as much as this share of abandoned calls allows.',
    usual: 3,
    min: 0,
    max: 100,
  },
  'busy-factor': {
    label: 'Agent busy factor',
    unit: '%',
    field: 'Busy of busy and ready, %',
    effect: 'Dials no more than keeps agents busy for this share of their time.',
    usual: 80,
    min: 0,
    max: 100,
  },
  'agent-wait': {
    label: 'Average agent wait',
    unit: 's',
    field: 'Ready between two calls, s',
    effect: 'Dials no more than gives agents this pause between two calls, on average.',
    usual: 10,
    min: 0.1,
    max: 3_600,
  },
  'distribution-time': {
    label: 'Average distribution time',
    unit: 's',
    field: 'From the answer to the agent, s',
    effect: 'Dials no more than makes people wait this long for an agent, on average.',
    usual: 0.5,
    min: 0.1,
    max: 3_600,
  },
  'maximum-gain': {
    label: 'Maximum gain',
    unit: '',
    field: 'Worth of a conversation',
    effect: 'Weighs what a conversation brings against what an abandoned call costs.',
    usual: 10,
    min: 0.01,
    max: 1_000_000,
  },
};

const KINDS = [
  'abandonment',
  'busy-factor',
  'agent-wait',
  'distribution-time',
  'maximum-gain',
] as const satisfies readonly TargetKind[];

export const TARGET_CHOICES = KINDS.map((value) => ({ value, label: TARGETS[value].label }));

const USUAL_LOSS = 50;

export function draftOf(target: PacingTarget): TargetDraft {
  const { kind } = target;
  switch (target.kind) {
    case 'abandonment':
    case 'busy-factor':
      return { kind, value: rounded(target.share * 100), loss: USUAL_LOSS };
    case 'agent-wait':
    case 'distribution-time':
      return { kind, value: rounded(target.ms / 1_000), loss: USUAL_LOSS };
    case 'maximum-gain':
      return { kind, value: target.gain, loss: target.loss };
  }
}

/** What choosing another kind begins with; for abandonment that is the campaign's own limit. */
export const newDraft = (kind: TargetKind, ceiling: number): TargetDraft => ({
  kind,
  value: kind === 'abandonment' ? rounded(ceiling * 100) : TARGETS[kind].usual,
  loss: USUAL_LOSS,
});

/** Undefined while a field is empty or out of its range. */
export function targetOf({ kind, value, loss }: TargetDraft): PacingTarget | undefined {
  const { min, max } = TARGETS[kind];
  if (!isWithin(value, min, max)) return undefined;
  const amount = Number(value);
  switch (kind) {
    case 'abandonment':
    case 'busy-factor':
      return { kind, share: Math.round(amount * 1_000) / 100_000 };
    case 'agent-wait':
    case 'distribution-time':
      return { kind, ms: parseMillis(amount * 1_000) };
    case 'maximum-gain':
      return isWithin(loss, min, max) ? { kind, gain: amount, loss: Number(loss) } : undefined;
  }
}

/** `at most 3 % abandoned`: what is aimed at, as part of a sentence. */
export function aimWords(target: PacingTarget): string {
  switch (target.kind) {
    case 'abandonment':
      return `at most ${percent(target.share)} abandoned`;
    case 'busy-factor':
      return `agents ${percent(target.share)} busy`;
    case 'agent-wait':
      return `agents wait ${secondsWords(target.ms)} between calls`;
    case 'distribution-time':
      return `people wait ${secondsWords(target.ms)} for an agent`;
    case 'maximum-gain':
      return `gain ${target.gain} per contact, loss ${target.loss} per abandoned call`;
  }
}

/** The limit of the campaign beside a target. */
export function ceilingWords(target: PacingTarget | undefined, ceiling: number): string {
  const isAbove = target?.kind === 'abandonment' && target.share > ceiling;
  const words = `Ceiling of the campaign: ${percent(ceiling)} abandoned.`;
  return `${words} ${isAbove ? 'This target is above it' : 'It holds over every target'}.`;
}

const secondsWords = (ms: number): string =>
  `${(ms / 1_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })}\u00a0s`;

const isWithin = (value: number | string, min: number, max: number): boolean =>
  value !== '' && Number(value) >= min && Number(value) <= max;

/** Without the dust of binary fractions. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
