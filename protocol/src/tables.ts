/*
 * The constant tables of the engine that a screen may read as values. Screens import this room and
 * never the engine itself, so a rule cannot slip into the browser by accident.
 */
export { SYSTEM_REASONS } from '@outpace/engine/agents/agent-session.ts';
export { REFUSALS } from '@outpace/engine/basics/refusal.ts';
export { AGENT_CALL_RESULTS, CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
export { DIALING_MODES, FIELD_TYPES } from '@outpace/engine/campaigns/campaign.ts';
export {
  AGENT_LEGS,
  CPD_PROFILES,
  CPD_TIMES,
  RECORDING_ANNOUNCEMENTS,
  RECORDING_SCOPES,
} from '@outpace/engine/campaigns/voice.ts';

/** Modes of which days can be simulated. */
export const WHAT_IF_MODES = ['predictive', 'progressive'] as const;
