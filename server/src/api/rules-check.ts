import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { type Instant, millis } from '@outpace/engine/basics/time.ts';
import {
  loosenings,
  looserThan,
  type SetLimits,
  unknownRules,
} from '@outpace/engine/compliance/loosening.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { campaignRules } from '../store/campaign-rules.ts';

/** What a change of a campaign means for its rules. */
export type RulesCheck = {
  /** Why it cannot be; undefined: it can. */
  readonly problem: Refusal | undefined;
  /** Wherein the campaign is looser than it was, or than its law; noted in the audit trail. */
  readonly looser: readonly string[];
};

/** `before` is what the campaign was; undefined: it is new. */
export function checkRules(
  before: CampaignSettings | undefined,
  after: CampaignSettings,
  at: Instant,
): RulesCheck {
  const was = before?.rules === undefined ? undefined : campaignRules(before.rules);
  if (after.rules === undefined) {
    const looser = was === undefined ? [] : ['no law is named any more'];
    return { problem: undefined, looser };
  }
  const rules = campaignRules(after.rules);
  const [unknown] = unknownRules(rules, at);
  if (unknown !== undefined) {
    const detail = `the law ${rules.profile} has no rule ${unknown} to leave out`;
    return { problem: refusal('BAD_REQUEST', detail), looser: [] };
  }
  const unlawful = loosenings(rules, setLimits(after), at);
  // Decided once and in the trail since then: whoever tightens the rest need not decide it again.
  const decided =
    was === undefined || before === undefined ? [] : loosenings(was, setLimits(before), at);
  const looser = [
    ...unlawful.filter((each) => !decided.includes(each)),
    ...(was === undefined ? [] : looserThan(was, rules)),
  ];
  const isSaid = rules.loosened !== undefined || unlawful.length === 0;
  const problem = isSaid ? undefined : refusal('COMPLIANCE_LOOSENED', unlawful.join('; '));
  return { problem, looser };
}

const setLimits = ({ limits }: CampaignSettings): SetLimits => ({
  ringMs: millis(limits.ringMs),
  connectMsMax: millis(limits.connectMsMax),
  abandonShareMax: limits.abandonShareMax,
});
