import type { Instant } from '../basics/time.ts';

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
