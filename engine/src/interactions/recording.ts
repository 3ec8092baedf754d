import { unreachable } from '../basics/assert.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import type { RecordingPlan } from '../campaigns/voice.ts';

/** Pausing keeps the time and writes silence: for card numbers. */
export const RECORDING_ORDERS = ['start', 'pause', 'resume', 'stop'] as const;
export type RecordingOrder = (typeof RECORDING_ORDERS)[number];

/**
 * The recording of one interaction, and who wanted it.
 *
 *   off → on ⇄ paused → off
 */
export type Recording =
  | { readonly state: 'off' }
  | {
      readonly state: 'on' | 'paused';
      readonly why: 'campaign' | 'agent';
      /** Start of the present state. */
      readonly since: Instant;
    }
  /** The switch could not record; the call goes on. */
  | { readonly state: 'failed' };

export const NOT_RECORDED: Recording = { state: 'off' };

/** Whether the campaign wants this conversation recorded; `nth` counts them from 0. */
export function isChosen({ of, share }: RecordingPlan, nth: number): boolean {
  switch (of) {
    case 'all':
      return true;
    case 'none':
    case 'on-demand':
      return false;
    case 'share':
      // Evenly, without chance: after n conversations n × share of them, rounded down, are kept.
      return wholePart((nth + 1) * share) > wholePart(nth * share);
    default:
      return unreachable(of);
  }
}

// 3 × 0.1 is 0.30000000000000004 in binary: without this a call would be added or lost by noise.
const wholePart = (count: number): number => Math.floor(Math.round(count * 1e9) / 1e9);

/** Why an order cannot be carried out, for the command and for the button alike. */
export function orderProblem(
  plan: RecordingPlan,
  recording: Recording,
  order: RecordingOrder,
): RefusalCode | undefined {
  if (plan.of === 'none') return 'RECORDING_NOT_ALLOWED';
  const { state } = recording;
  switch (order) {
    case 'start':
      return state === 'on' || state === 'paused' ? 'RECORDING_ON' : undefined;
    case 'pause':
      return state === 'on' ? undefined : 'RECORDING_OFF';
    case 'resume':
      if (state === 'on') return 'RECORDING_ON';
      return state === 'paused' ? undefined : 'RECORDING_OFF';
    case 'stop':
      if (state !== 'on' && state !== 'paused') return 'RECORDING_OFF';
      return recording.why === 'campaign' ? 'RECORDING_REQUIRED' : undefined;
    default:
      return unreachable(order);
  }
}

/** The recording after an order that has no problem. */
export function ordered(recording: Recording, order: RecordingOrder, at: Instant): Recording {
  const why = 'why' in recording ? recording.why : 'agent';
  switch (order) {
    case 'start':
    case 'resume':
      return { state: 'on', why, since: at };
    case 'pause':
      return { state: 'paused', why, since: at };
    case 'stop':
      return NOT_RECORDED;
    default:
      return unreachable(order);
  }
}

/** Found running on the switch after a restart; who wanted it, only the campaign can tell. */
export const foundRecording = (
  { of }: RecordingPlan,
  state: 'on' | 'paused',
  at: Instant,
): Recording => ({
  state,
  why: of === 'on-demand' ? 'agent' : 'campaign',
  since: at,
});

/** The switch could not, or can no more: only while it was meant to. */
export const failedRecording = (recording: Recording): Recording =>
  recording.state === 'on' || recording.state === 'paused' ? { state: 'failed' } : recording;
