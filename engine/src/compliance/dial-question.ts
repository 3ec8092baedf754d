import type { CampaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { later } from '../basics/time.ts';
import { isKnownZone, isOpen, offsetMs } from '../calling-lists/calling-window.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { Obstacle } from '../calling-lists/obstacle.ts';
import { obstacleTo } from '../calling-lists/obstacle.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import { isUsedUp } from '../calling-lists/record.ts';
import type { AttemptLimit, LimitAnswer } from './attempt-limit.ts';
import { askLimit } from './attempt-limit.ts';
import type { CampaignRules } from './campaign-rules.ts';
import { hoursOf, limitsOf } from './campaign-rules.ts';
import { allOpenFrom, isOpenIn } from './hours.ts';

/** Everything that has a say in whether the record to dial may be dialed at this instant. */
export type DialQuestion = {
  readonly chain: Chain;
  readonly suppressed: ReadonlyMap<string, unknown>;
  readonly campaignId: CampaignId;
  /** The list's limit on one record. */
  readonly attemptsMax: number;
  /** Undefined: the campaign names no law, and the record's own window is all there is. */
  readonly rules: CampaignRules | undefined;
  /** Every attempt that a limit could count, each of them once. */
  readonly past: readonly PastAttempt[];
  /** An agent waits for this call. */
  readonly hasAgent: boolean;
  readonly at: Instant;
};

/** What one rule was asked and what it said: kept with the attempt. */
export type RuleAnswer = {
  readonly rule: string;
  readonly asked: string;
  readonly answer: 'allowed' | 'refused';
  /** Of the rule's own data. */
  readonly version: string;
};

/** Why a record may not be dialed, and from when on it could be. */
export type DialObstacle =
  | { readonly kind: Obstacle }
  | {
      readonly kind: 'hours-closed' | 'limit-reached';
      /** Undefined: no such moment within a month. */
      readonly callableAt: Instant | undefined;
    };

/** The first thing that stands in the way; undefined: it may be dialed. */
export function dialObstacle(question: DialQuestion): DialObstacle | undefined {
  const { at } = question;
  const kind = obstacleTo(question.chain, question);
  if (kind !== undefined) return { kind };
  const limits = askLimits(question);
  const isReached = limits.some(({ said }) => said.freeAt !== undefined);
  const isClosed = !askHours(question).every((rule) => isOpenIn(rule, at));
  if (!isReached && !isClosed) return undefined;
  return {
    kind: isReached ? 'limit-reached' : 'hours-closed',
    callableAt: callableAt(question, limits),
  };
}

/** The first moment at which neither the hour nor a count is in the way. */
function callableAt(question: DialQuestion, limits: readonly AskedLimit[]): Instant | undefined {
  const from = limits
    .flatMap(({ said }) => said.freeAt ?? [])
    .reduce((latest, freeAt) => later(latest, freeAt), question.at);
  return allOpenFrom(askHours(question), from);
}

/** What every rule was asked and said, in the order in which they are asked. */
export function dialAnswers(question: DialQuestion): readonly RuleAnswer[] {
  const { chain, attemptsMax, rules, at } = question;
  const record = recordToDial(chain);
  const obstacle = obstacleTo(chain, question);
  const leased = Temporal.Instant.fromEpochMilliseconds(chain.leaseUntil).toString();
  const answers: RuleAnswer[] = [
    answerOf('lease', `until ${leased}`, obstacle !== 'lease-over', 'chain'),
    answerOf('suppression', suppressionAsked(chain), obstacle !== 'suppressed', 'site'),
    answerOf(
      'record-attempts',
      `${record.attempts} of ${attemptsMax} made`,
      !isUsedUp(record, attemptsMax),
      'campaign',
    ),
  ];
  if (rules === undefined) {
    const asked = `${clockIn(record.zone, at)} in ${spanText(record.dailyFrom, record.dailyTill)}`;
    return [...answers, answerOf('record-hours', asked, isOpen(record, at), 'record')];
  }
  for (const rule of askHours(question)) {
    answers.push(answerOf(rule.rule, clockIn(rule.zone, at), isOpenIn(rule, at), rule.version));
  }
  for (const { limit, version, said } of askLimits(question)) {
    const asked = `${said.made} of ${limit.max} in ${limit.windowMs / 3_600_000} h per ${limit.of}`;
    answers.push(answerOf(limit.id, asked, said.freeAt === undefined, version));
  }
  return answers;
}

const suppressionAsked = ({ customerId }: Chain): string => {
  const whom = customerId === undefined ? 'number' : 'number and customer';
  return `${whom}, for everybody, this calling list and this campaign`;
};

const answerOf = (
  rule: string,
  asked: string,
  isAllowed: boolean,
  version: string,
): RuleAnswer => ({ rule, asked, answer: isAllowed ? 'allowed' : 'refused', version });

const askHours = ({ rules, chain, at }: DialQuestion) =>
  rules === undefined
    ? []
    : hoursOf(rules, { listId: chain.listId, record: recordToDial(chain) }, at);

type AskedLimit = {
  readonly limit: AttemptLimit;
  readonly version: string;
  readonly said: LimitAnswer;
};

function askLimits(question: DialQuestion): readonly AskedLimit[] {
  const { rules, chain, campaignId, past, hasAgent, at } = question;
  if (rules === undefined) return [];
  const record = recordToDial(chain);
  return limitsOf(rules, record, at)
    .filter(({ limit }) => !(limit.unlessAgent && hasAgent))
    .map((each) => ({
      ...each,
      said: askLimit(each.limit, { chain, record, campaignId, past, at }),
    }));
}

/** What the wall shows there, to the minute; by the known offset, for every dial asks. */
function clockIn(zone: string, at: Instant): string {
  if (!isKnownZone(zone)) return `an unknown zone ${zone}`;
  const wall = Temporal.Instant.fromEpochMilliseconds(at + offsetMs(zone, at)).toString();
  return `${wall.slice(0, 'YYYY-MM-DDTHH:MM'.length)} ${zone}`;
}

const spanText = (from: number, till: number): string => `${timeText(from)}–${timeText(till)}`;

const timeText = (second: number): string =>
  [Math.floor(second / 3_600), Math.floor((second % 3_600) / 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
