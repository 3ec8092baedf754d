import type { Millis } from '../basics/time.ts';
import type { CallTreatments } from './call-treatments.ts';

/** The agent's leg: one for the whole shift, which every customer is joined to, or one a call. */
export const AGENT_LEGS = ['nailed-up', 'per-call'] as const;
export type AgentLeg = (typeof AGENT_LEGS)[number];

/**
 * When call progress detection listens. `beside`: the person is bridged at once, and a verdict
 * that comes later takes the agent off a machine. `before`: nobody speaks until the verdict, or
 * until `verdictMs` of the limits is over; for campaigns that leave messages.
 */
export const CPD_TIMES = ['off', 'beside', 'before'] as const;
export type CpdTime = (typeof CPD_TIMES)[number];

/** How readily an answer is taken for a machine; what each means is the switch's matter. */
export const CPD_PROFILES = ['balanced', 'cautious', 'quick'] as const;
export type CpdProfile = (typeof CPD_PROFILES)[number];

export type Cpd = {
  readonly when: CpdTime;
  readonly profile: CpdProfile;
  /** What becomes of an answer that is no person's. */
  readonly callTreatments: CallTreatments;
};

export const RECORDING_SCOPES = ['none', 'all', 'share', 'on-demand'] as const;
export type RecordingScope = (typeof RECORDING_SCOPES)[number];

export const RECORDING_ANNOUNCEMENTS = ['none', 'message', 'beep'] as const;
export type RecordingAnnouncement = (typeof RECORDING_ANNOUNCEMENTS)[number];

export type RecordingPlan = {
  /** Which conversations are recorded from their beginning; `on-demand`: as the agent says. */
  readonly of: RecordingScope;
  /** Of the conversations, 0..1, spread evenly; counts for `share` only. */
  readonly share: number;
  /** What both sides hear when a recording begins. */
  readonly announcement: RecordingAnnouncement;
};

/** What a campaign wants of the telephony. */
export type VoiceSettings = {
  readonly agentLeg: AgentLeg;
  /** A short tone to the agent when the customer is joined to the leg. */
  readonly mergeBeep: boolean;
  readonly cpd: Cpd;
  readonly recording: RecordingPlan;
  /**
   * An agent's sound that breaks off in a conversation may come back within this, ms, 0..60000;
   * the customer hears music. Default 20000. Afterwards the message is played to them.
   */
  readonly rejoinMs: Millis;
};
