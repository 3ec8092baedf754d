import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import type { CampaignRulesBody, ProfileRow } from '@outpace/protocol/compliance.ts';
import { BOTHERS, type CALENDAR_IDS } from '@outpace/protocol/tables.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { lengthWords } from './length-words.ts';
import type { Choice } from './voice-choices.ts';

export type Rules = CampaignRulesBody;
export type OwnHours = Rules['hours'][number];
export type OwnLimit = Rules['limits'][number];

const HOUR_MS = 3_600_000;
const NINE_TO_SIX = [{ from: 9 * 3_600, till: 18 * 3_600 }];

/** A law by itself, with nothing of the campaign's own. */
export const rulesBy = (profile: Rules['profile']): Rules => ({
  profile,
  hours: [],
  closedDates: [],
  limits: [],
  without: [],
});

/** The settings of a campaign under these rules; without a word of them where there are none. */
export function withRules(settings: CampaignSettings, rules: Rules | undefined): CampaignSettings {
  if (rules !== undefined) return { ...settings, rules };
  const { rules: _before, ...others } = settings;
  return others;
}

/** Another law: what is the campaign's own stays, what was left out of the old law does not. */
export const underLaw = (rules: Rules | undefined, profile: Rules['profile']): Rules =>
  rules === undefined ? rulesBy(profile) : { ...rules, profile, without: [] };

/** Weekdays from nine to six, to begin with. */
export const newHours = (): OwnHours => ({
  hours: { days: [...Array.from({ length: 5 }, () => NINE_TO_SIX), [], []].map((day) => [...day]) },
});

/** Three calls a day to one number, under an id that no other has. */
export function newLimit(limits: readonly OwnLimit[]): OwnLimit {
  const taken = new Set(limits.map(({ id }) => id));
  let n = 1;
  while (taken.has(`own-${n}`)) n += 1;
  const counted = [...BOTHERS];
  return {
    ...{ id: `own-${n}`, max: 3, windowMs: 24 * HOUR_MS },
    ...{ of: 'number', across: 'campaign', counted, required: true },
  };
}

/** For every list of the campaign (null), or for one of them. */
export function hoursFor({ hours }: OwnHours, listId: string | null): OwnHours {
  return listId === null ? { hours } : { hours, listId };
}

export const withDay = (own: OwnHours, day: number, spans: OwnHours['hours']['days'][number]) => ({
  ...own,
  hours: { days: own.hours.days.map((each, n) => (n === day ? spans : each)) },
});

/** The rule is asked, or left out. */
export const asking = (rules: Rules, id: string, isAsked: boolean): Rules => ({
  ...rules,
  without: isAsked ? rules.without.filter((each) => each !== id) : [...rules.without, id],
});

/** A reason of blanks is none. */
export function loosenedBy({ loosened: _before, ...rules }: Rules, reason: string): Rules {
  return reason.trim() === '' ? rules : { ...rules, loosened: { reason } };
}

export function regionIn({ regionField: _before, ...rules }: Rules, key: string | null): Rules {
  return key === null ? rules : { ...rules, regionField: key };
}

/** Whether calls that an agent waits for count as well. */
export function countingAgents({ unlessAgent: _before, ...limit }: OwnLimit, counts: boolean) {
  return counts ? limit : { ...limit, unlessAgent: true as const };
}

const WHOSE = { number: 'one number', person: 'one person' } as const;
const WHERE = { campaign: 'by this campaign', site: 'by the whole site' } as const;

/** `At most 3 calls to one number in 1 day, by this campaign`. */
export function limitWords({ max, windowMs, of, across, unlessAgent }: OwnLimit): string {
  const calls = max === 1 ? '1 call' : `${max} calls`;
  const words = `At most ${calls} to ${WHOSE[of]} in ${lengthWords(windowMs)}, ${WHERE[across]}`;
  return unlessAgent === true ? `${words}; not where an agent waits for the call` : words;
}

export const countedWords = ({ counted }: Pick<OwnLimit, 'counted'>): string =>
  counted.length === BOTHERS.length && BOTHERS.every((each) => counted.includes(each))
    ? 'every call that reaches or bothers the person'
    : counted.map(callResultWord).join(', ').toLowerCase();

export const CALENDAR_WORDS: readonly Choice<(typeof CALENDAR_IDS)[number]>[] = [
  { value: 'us-federal', label: 'United States', sentence: 'Federal holidays.' },
  { value: 'german', label: 'Germany', sentence: 'Those of every state.' },
  { value: 'french', label: 'France', sentence: 'Legal holidays.' },
];

/** Units of the window of a limit, the largest that fits first. */
export const WINDOW_UNITS = [
  { value: 'days', label: 'days', ms: 24 * HOUR_MS },
  { value: 'hours', label: 'hours', ms: HOUR_MS },
  { value: 'minutes', label: 'minutes', ms: 60_000 },
] as const;

export const unitOf = (windowMs: number) =>
  WINDOW_UNITS.find(({ ms }) => windowMs % ms === 0) ?? WINDOW_UNITS[2];

/** What the law says of a share, a wait and a ring, as three short facts. */
export function lawFacts({ abandonment, ringMsMin, retentionDays }: ProfileRow) {
  const { shareMax, periodMs, connectMsMax } = abandonment;
  const share = `${Math.round(shareMax * 1_000) / 10} %`;
  return [
    ['Abandoned', `at most ${share} of who answers, over ${lengthWords(periodMs)}`],
    ['Answer to agent', `within ${lengthWords(connectMsMax)}`],
    ['Ringing', `at least ${lengthWords(ringMsMin)}`],
    ['Proof', `kept for ${retentionDays.toLocaleString('en-GB')} days`],
  ] as const;
}
