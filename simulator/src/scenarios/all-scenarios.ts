import { assuredDay } from './assured-day.ts';
import { bankHour } from './bank-hour.ts';
import { callTreatmentsDay } from './call-treatments-day.ts';
import { callbacksDay } from './callbacks-day.ts';
import { manualDay } from './manual-day.ts';
import { monthOfLists } from './month-of-lists.ts';
import { predictiveDay } from './predictive-day.ts';
import { progressiveDay } from './progressive-day.ts';
import { rulesDay } from './rules-day.ts';
import type { Scenario } from './scenario.ts';
import { seizingDay } from './seizing-day.ts';
import { sharedAgentsDay } from './shared-agents-day.ts';
import { shift } from './shift.ts';
import { smoke } from './smoke.ts';
import { transfers } from './transfers.ts';
import { validatedDay } from './validated-day.ts';
import { voiceDay } from './voice-day.ts';

export const SCENARIOS: readonly Scenario[] = [
  progressiveDay,
  predictiveDay,
  sharedAgentsDay,
  voiceDay,
  callTreatmentsDay,
  callbacksDay,
  transfers,
  assuredDay,
  seizingDay,
  manualDay,
  rulesDay,
  validatedDay,
  monthOfLists,
  bankHour,
  shift,
  smoke,
];
