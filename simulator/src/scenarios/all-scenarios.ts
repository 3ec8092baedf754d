import { assuredDay } from './assured-day.ts';
import { bankHour } from './bank-hour.ts';
import { callbacksDay } from './callbacks-day.ts';
import { manualDay } from './manual-day.ts';
import { predictiveDay } from './predictive-day.ts';
import { progressiveDay } from './progressive-day.ts';
import type { Scenario } from './scenario.ts';
import { seizingDay } from './seizing-day.ts';
import { shift } from './shift.ts';
import { smoke } from './smoke.ts';
import { transfers } from './transfers.ts';
import { voiceDay } from './voice-day.ts';

export const SCENARIOS: readonly Scenario[] = [
  progressiveDay,
  predictiveDay,
  voiceDay,
  callbacksDay,
  transfers,
  assuredDay,
  seizingDay,
  manualDay,
  bankHour,
  shift,
  smoke,
];
