import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { DayShape, PastDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { modeWord } from '../../ui/mode-words.ts';
import { aimWords, draftOf, type TargetDraft, targetOf } from '../../ui/pacing-target-words.ts';
import { percent } from '../../ui/percent.ts';

/** The numbers of a plan as they are typed, each in the unit that its field says. */
export type PlanDraft = {
  readonly agents: number | string;
  readonly hours: number | string;
  readonly records: number | string;
  /** %. */
  readonly answerRate: number | string;
  /** s. */
  readonly talk: number | string;
  readonly wrapUp: number | string;
  /** %. */
  readonly limit: number | string;
  readonly days: number | string;
  readonly mode: WhatIfPlan['mode'];
  readonly target: TargetDraft;
  /** Of a past day, instead of an ordinary list's. */
  readonly shape?: DayShape | undefined;
};

export type PlanNumber = Exclude<keyof PlanDraft, 'mode' | 'target' | 'shape'>;

type PlanField = {
  readonly key: PlanNumber;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly decimals: number;
};

export const PLAN_FIELDS: readonly PlanField[] = [
  { key: 'agents', label: 'Agents', min: 1, max: 1_000, decimals: 0 },
  { key: 'hours', label: 'Shift, hours', min: 0.5, max: 12, decimals: 1 },
  { key: 'records', label: 'Records', min: 1, max: 10_000_000, decimals: 0 },
  { key: 'answerRate', label: 'People answer, %', min: 1, max: 95, decimals: 1 },
  { key: 'talk', label: 'Mean talk, s', min: 1, max: 3_600, decimals: 0 },
  { key: 'wrapUp', label: 'After call work, s', min: 0, max: 3_600, decimals: 0 },
  { key: 'limit', label: 'Limit, % abandoned', min: 0, max: 100, decimals: 1 },
  { key: 'days', label: 'Days to simulate', min: 5, max: 40, decimals: 0 },
];

/** What is known of the group; the rest is usual, and to be corrected. */
export function draftFrom(session: SessionRow): PlanDraft {
  const { forecast } = session.pacing;
  const isKnown = forecast !== undefined && session.pacing.bound !== 'thin-data';
  return {
    agents: session.agents.loggedOn === 0 ? 10 : session.agents.loggedOn,
    hours: 4,
    records: 20_000,
    answerRate: isKnown ? Math.round(forecast.answerRate * 1_000) / 10 : 25,
    talk: 90,
    wrapUp: 15,
    limit: Math.round(session.abandonment.limit * 1_000) / 10,
    days: 10,
    mode: session.mode.startsWith('progressive') ? 'progressive' : 'predictive',
    target: draftOf(session.target),
  };
}

/** Undefined while something is empty or out of its range. */
export function planOf(draft: PlanDraft): WhatIfPlan | undefined {
  const target = targetOf(draft.target);
  const isWhole = PLAN_FIELDS.every(({ key, min, max }) => {
    const value = draft[key];
    return value !== '' && Number(value) >= min && Number(value) <= max;
  });
  if (target === undefined || !isWhole) return undefined;
  return {
    agents: Math.round(Number(draft.agents)),
    hours: Number(draft.hours),
    records: Math.round(Number(draft.records)),
    answerRate: Number(draft.answerRate) / 100,
    talkMs: Math.round(Number(draft.talk) * 1_000),
    wrapUpMs: Math.round(Number(draft.wrapUp) * 1_000),
    mode: draft.mode,
    target,
    abandonShareMax: Number(draft.limit) / 100,
    days: Math.round(Number(draft.days)),
    ...(draft.shape === undefined ? {} : { shape: draft.shape }),
  };
}

/** The plan as that day was; how it is dialed stays as it was chosen. */
export const replayed = (draft: PlanDraft, day: PastDay): PlanDraft => ({
  ...draft,
  agents: Math.max(1, day.agents),
  hours: Math.min(12, Math.max(0.5, Math.round(day.hours * 10) / 10)),
  answerRate: Math.max(1, Math.round(day.answerRate * 1_000) / 10),
  talk: Math.max(1, Math.round(day.talkMs / 1_000)),
  wrapUp: Math.round(day.wrapUpMs / 1_000),
  shape: day.shape,
});

/** A plan in one line, to be told from its neighbours. */
export function planWords(plan: WhatIfPlan): string {
  const { agents, hours, answerRate, mode, target, shape } = plan;
  const aim = mode === 'predictive' ? `, ${aimWords(target)}` : '';
  const who = `${agents.toLocaleString('en-GB')} ${agents === 1 ? 'agent' : 'agents'}`;
  const day = shape === undefined ? '' : ', shaped like a past day';
  return `${modeWord(mode)}${aim}: ${who}, ${hours} h, ${percent(answerRate)} answer${day}`;
}
