import type { CampaignId } from '@outpace/engine/basics/ids.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { SavePacingMemory } from '@outpace/engine/effect.ts';
import { memoryOf } from '@outpace/engine/pacing/memory.ts';

/** The table `pacing_memories` in memory: as JSON, so that nothing else comes back from it. */
export class PacingMemories {
  readonly #rows = new Map<CampaignId, string>();

  save({ campaignId, memory }: SavePacingMemory): void {
    this.#rows.set(campaignId, JSON.stringify(memory));
  }

  /** The plan with what was learned of its campaign. */
  of(plan: CampaignPlan): CampaignPlan {
    const row = this.#rows.get(plan.campaignId);
    return row === undefined ? plan : { ...plan, memory: memoryOf(JSON.parse(row)) };
  }
}
