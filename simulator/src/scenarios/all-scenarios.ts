import { bankHour } from './bank-hour.ts';
import { manualDay } from './manual-day.ts';
import { progressiveDay } from './progressive-day.ts';
import type { Scenario } from './scenario.ts';
import { shift } from './shift.ts';
import { smoke } from './smoke.ts';
import { transfers } from './transfers.ts';
import { voiceDay } from './voice-day.ts';

export const SCENARIOS: readonly Scenario[] = [
  progressiveDay,
  voiceDay,
  transfers,
  manualDay,
  bankHour,
  shift,
  smoke,
];
