/*
 * The constant tables of the engine that a screen may read as values. Screens import this room and
 * never the engine itself, so a rule cannot slip into the browser by accident.
 */
export { SYSTEM_REASONS } from '@outpace/engine/agents/agent-session.ts';
export { REFUSALS } from '@outpace/engine/basics/refusal.ts';
export { AGENT_CALL_RESULTS, CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
export {
  OPERATORS,
  OPERATORS_OF,
  OPERATORS_WITHOUT_VALUE,
  RECORD_FIELDS,
} from '@outpace/engine/calling-lists/list-selection.ts';
export { PRIORITY_TYPES } from '@outpace/engine/calling-lists/queue-rank.ts';
export { DIALING_MODES, FIELD_TYPES } from '@outpace/engine/campaigns/campaign.ts';
export { REFUSAL_RESULTS } from '@outpace/engine/campaigns/validation.ts';
export {
  AGENT_LEGS,
  CPD_PROFILES,
  CPD_TIMES,
  RECORDING_ANNOUNCEMENTS,
  RECORDING_SCOPES,
} from '@outpace/engine/campaigns/voice.ts';
export { BOTHERS } from '@outpace/engine/compliance/attempt-limit.ts';
export { CALENDAR_IDS } from '@outpace/engine/compliance/calendars.ts';
export {
  KEPT_THINGS,
  RETENTION_DAYS_MAX,
  RETENTION_DAYS_MIN,
} from '@outpace/engine/compliance/retention-plan.ts';

/** Modes of which days can be simulated. */
export const WHAT_IF_MODES = ['predictive', 'progressive'] as const;
