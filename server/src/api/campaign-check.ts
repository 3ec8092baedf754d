import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { treatmentProblem } from '@outpace/engine/calling-lists/treatment-problem.ts';
import { callTreatmentProblem } from '@outpace/engine/campaigns/call-treatments.ts';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import type { OutsideRules } from '../outside/outside-hosts.ts';
import { callTreatmentsOf } from '../store/call-treatments-of.ts';
import { treatmentOf } from '../store/treatment-of.ts';
import { urlRefusal } from './outside-url.ts';

/** Why a campaign is not written as it was sent. `outside`: which hosts inside may be asked. */
export function campaignRefusal(body: CampaignBody, outside: OutsideRules): Refusal | undefined {
  const problem = campaignProblem(body);
  if (problem !== undefined) return refusal('BAD_REQUEST', problem);
  const { treatments, voice, validation } = body.settings;
  return (
    treatmentProblem(treatments.map(treatmentOf)) ??
    callTreatmentProblem(callTreatmentsOf(voice.cpd.callTreatments)) ??
    (validation ? urlRefusal(validation.url, outside) : undefined)
  );
}

/**
 * What a schema cannot say of a campaign: the parts must fit each other. One sentence about the
 * first thing that does not, or undefined.
 */
export function campaignProblem({ settings, lists }: CampaignBody): string | undefined {
  const { outcomes, treatments } = settings;
  const { preselected, callResults } = outcomes;
  if (preselected !== null && !callResults.includes(preselected)) {
    return `the preselected call result ${preselected} is not among the call results`;
  }
  const listTwice = firstTwice(lists.map((list) => list.listId));
  if (listTwice !== undefined) return `the calling list ${listTwice} is there twice`;
  const layoutTwice = firstTwice((settings.recordFieldsOf ?? []).map(({ listId }) => listId));
  if (layoutTwice !== undefined) return `the calling list ${layoutTwice} has two layouts`;
  const codes = outcomes.dispositions.map((disposition) => disposition.code);
  const codeTwice = firstTwice(codes);
  if (codeTwice !== undefined) return `the disposition code ${codeTwice} is there twice`;
  if (outcomes.dispositionMandatory && codes.length === 0) {
    return 'a disposition is mandatory, but there is none to choose';
  }
  for (const { on } of treatments) {
    if (on.by === 'disposition' && !codes.includes(on.code)) {
      return `a treatment is for the disposition code ${on.code}, which does not exist`;
    }
  }
  return voiceProblem(settings);
}

function voiceProblem({ voice, limits }: CampaignBody['settings']): string | undefined {
  const { cpd, recording } = voice;
  if (cpd.when === 'before' && limits.verdictMs === 0) {
    return 'detection before the agent has no time to listen; set the longest wait for its verdict';
  }
  if (recording.of === 'share' && recording.share === 0) {
    return 'a share of the conversations is to be recorded, but it is zero';
  }
  return undefined;
}

const firstTwice = (words: readonly string[]): string | undefined =>
  words.find((word, index) => words.indexOf(word) !== index);
