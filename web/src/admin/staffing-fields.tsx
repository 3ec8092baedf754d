import { NumberInput } from '@mantine/core';
import type { CampaignGroupBody, StaffingBody } from '@outpace/protocol/campaigns.ts';
import { Explained } from './explained.tsx';
import type { Editing } from './use-editing.tsx';

export const EQUAL_STAFFING: StaffingBody = { priority: 1, agentsMin: 0, agentsMax: null };

/** How the group shares agents with the others that could have them. */
export function StaffingFields({ editing }: { readonly editing: Editing<CampaignGroupBody> }) {
  const staffing = editing.draft.staffing ?? EQUAL_STAFFING;
  const change = (over: Partial<StaffingBody>): void =>
    editing.change({ staffing: { ...staffing, ...over } });
  return (
    <>
      <Explained
        note={
          'Agents whom several running groups could have are divided by priority: 3 has three ' +
          'times as many as 1. A group that has nothing to dial leaves its agents to the others.'
        }
      >
        <NumberInput
          label="Priority"
          min={1}
          max={100}
          allowDecimal={false}
          value={staffing.priority}
          onChange={(priority) => change({ priority: Number(priority) })}
        />
      </Explained>
      <Explained note="So many agents are due to it in any case, as long as they are there.">
        <NumberInput
          label="Agents at least"
          min={0}
          max={10_000}
          allowDecimal={false}
          value={staffing.agentsMin}
          onChange={(agentsMin) => change({ agentsMin: Number(agentsMin) })}
        />
      </Explained>
      <Explained note="It dials for so many at most, even if others are free. Empty: no limit.">
        <NumberInput
          label="Agents at most"
          min={1}
          max={10_000}
          allowDecimal={false}
          value={staffing.agentsMax ?? ''}
          onChange={(agentsMax) =>
            change({ agentsMax: agentsMax === '' ? null : Number(agentsMax) })
          }
        />
      </Explained>
    </>
  );
}
