import { NumberInput, Select } from '@mantine/core';
import type { CampaignGroupBody, CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { DIALING_MODES } from '@outpace/protocol/tables.ts';
import { useQuery } from '@tanstack/react-query';
import { modeWord } from '../ui/mode-words.ts';
import { NOBODY_ASSURED } from './assured-choices.ts';
import { AssuredFields } from './assured-fields.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { ObjectPage } from './object-page.tsx';
import { agentGroupsQuery, campaignGroupsQuery, campaignsQuery } from './saved.ts';
import { EQUAL_STAFFING, StaffingFields } from './staffing-fields.tsx';
import { type Editing, useEditing } from './use-editing.tsx';

export const CampaignGroupsPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="campaign-groups"
    id={id}
    found={useQuery(campaignGroupsQuery)}
    lineOf={({ campaignName, agentGroupName }) => `${campaignName} · ${agentGroupName}`}
    editor={(row) => <CampaignGroupEditor row={row} />}
  />
);

const BLANK: CampaignGroupBody = {
  name: '',
  campaignId: '',
  agentGroupId: '',
  mode: 'progressive',
  multiplier: 1,
  assured: NOBODY_ASSURED,
  staffing: EQUAL_STAFFING,
};

const bodyOf = (row: CampaignGroupRow): CampaignGroupBody => ({
  name: row.name,
  campaignId: row.campaignId,
  agentGroupId: row.agentGroupId,
  mode: row.mode,
  multiplier: row.multiplier,
  assured: row.assured,
  staffing: row.staffing,
});

const MODES = DIALING_MODES.filter((mode) => mode !== 'no-dial-mode').map((mode) => ({
  value: mode,
  label: modeWord(mode),
}));

type Named = { readonly id: string; readonly name: string };
const choices = (rows: readonly Named[] = []) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

function CampaignGroupEditor({ row }: { readonly row: CampaignGroupRow | undefined }) {
  const editing = useEditing({ section: 'campaign-groups', row, blank: BLANK, bodyOf });
  const { draft, change } = editing;
  const campaigns = useQuery(campaignsQuery);
  const agentGroups = useQuery(agentGroupsQuery);
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="campaign group"
      note="Changes apply when the campaign group is loaded next."
      editing={editing}
    >
      <NameField name={draft.name} note="As supervisors see it in the console." change={change} />
      <Explained note="What to dial, and how results are treated.">
        <Select
          label="Campaign"
          required
          searchable
          data={choices(campaigns.data)}
          value={draft.campaignId === '' ? null : draft.campaignId}
          onChange={(campaignId) => change({ campaignId: campaignId ?? '' })}
        />
      </Explained>
      <Explained note="Who works it. An agent may be in several groups.">
        <Select
          label="Agent group"
          required
          searchable
          data={choices(agentGroups.data)}
          value={draft.agentGroupId === '' ? null : draft.agentGroupId}
          onChange={(agentGroupId) => change({ agentGroupId: agentGroupId ?? '' })}
        />
      </Explained>
      <PacingFields editing={editing} />
      <StaffingFields editing={editing} />
      <AssuredFields editing={editing} />
    </EditorFrame>
  );
}

function PacingFields({ editing }: { readonly editing: Editing<CampaignGroupBody> }) {
  const { draft, change } = editing;
  return (
    <>
      <Explained
        note={
          'Progressive dials only for agents who are free, predictive also ahead of them, ' +
          'within the limit of abandoned calls. With seizing agents are on the line first and ' +
          'take whoever answers. A supervisor may change within a pair while the group runs.'
        }
      >
        <Select
          label="Mode"
          data={MODES}
          value={draft.mode}
          allowDeselect={false}
          onChange={(mode) => change({ mode: mode ?? 'progressive' })}
        />
      </Explained>
      <Explained
        note={
          'Lines per free agent, 0.1 to 10. With 1 every call has an agent of its own from the ' +
          'start.'
        }
      >
        <NumberInput
          label="Multiplier"
          min={0.1}
          max={10}
          step={0.1}
          decimalScale={2}
          value={draft.multiplier}
          onChange={(multiplier) => change({ multiplier: Number(multiplier) })}
        />
      </Explained>
    </>
  );
}
