import type { CampaignBody } from '@outpace/protocol/campaigns.ts';

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
  return undefined;
}

const firstTwice = (words: readonly string[]): string | undefined =>
  words.find((word, index) => words.indexOf(word) !== index);
