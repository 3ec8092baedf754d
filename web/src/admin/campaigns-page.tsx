import { Tabs } from '@mantine/core';
import type { CampaignBody, CampaignRow } from '@outpace/protocol/campaigns.ts';
import { useQuery } from '@tanstack/react-query';
import { CampaignBasics } from './campaign-basics.tsx';
import { CampaignCallbacks } from './campaign-callbacks.tsx';
import { CampaignCallerIds } from './campaign-caller-ids.tsx';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';
import { CampaignDelivery } from './campaign-delivery.tsx';
import { CampaignLimits } from './campaign-limits.tsx';
import { CampaignOutcomes } from './campaign-outcomes.tsx';
import { CampaignResponses } from './campaign-responses.tsx';
import { CampaignRules } from './campaign-rules.tsx';
import { CampaignScreens } from './campaign-screens.tsx';
import { CampaignTreatments } from './campaign-treatments.tsx';
import { CampaignValidation } from './campaign-validation.tsx';
import { CampaignVoice } from './campaign-voice.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { ObjectPage } from './object-page.tsx';
import { type Rules, withRules } from './rules-draft.ts';
import { callingListsQuery, campaignsQuery } from './saved.ts';
import type { SettingsPart } from './settings-part.ts';
import { useEditing } from './use-editing.tsx';

export const CampaignsPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="campaigns"
    id={id}
    found={useQuery(campaignsQuery)}
    lineOf={({ description, lists }) =>
      lists.length === 0 ? 'No calling list yet' : description || 'No description'
    }
    editor={(row) => <CampaignEditor row={row} />}
  />
);

const bodyOf = (row: CampaignRow): CampaignBody => {
  const { name, description, settings, lists, responseCategoryId } = row;
  return { name, description, settings, lists, responseCategoryId };
};

function CampaignEditor({ row }: { readonly row: CampaignRow | undefined }) {
  const editing = useEditing({ section: 'campaigns', row, blank: BLANK_CAMPAIGN, bodyOf });
  const { data: lists = [] } = useQuery(callingListsQuery);
  const { draft } = editing;
  const { settings } = draft;
  const change: SettingsPart['change'] = (part) =>
    editing.change({ settings: { ...settings, ...part } });
  const part = { settings, change };
  const setRules = (rules: Rules | undefined): void =>
    editing.change({ settings: withRules(settings, rules) });
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="campaign"
      note="Changes apply when the campaign group is loaded next."
      editing={editing}
    >
      <Tabs defaultValue="basics" keepMounted={false} className="editor-tabs">
        <Tabs.List aria-label="Parts of the campaign">
          {PARTS.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="basics">
          <CampaignBasics draft={draft} change={editing.change} lists={lists} />
        </Tabs.Panel>
        <Tabs.Panel value="delivery">
          <CampaignDelivery {...part} />
          <CampaignLimits {...part} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <CampaignRules
            rules={settings.rules}
            onChange={setRules}
            lists={draft.lists}
            callingLists={lists}
            problem={editing.problem}
            mayLoosen
          />
        </Tabs.Panel>
        <Tabs.Panel value="validation">
          <CampaignValidation {...part} campaignId={row?.id} />
        </Tabs.Panel>
        <Tabs.Panel value="voice">
          <CampaignVoice {...part} />
          <CampaignCallerIds {...part} />
        </Tabs.Panel>
        <Tabs.Panel value="outcomes">
          <CampaignOutcomes {...part} />
        </Tabs.Panel>
        <Tabs.Panel value="treatments">
          <CampaignTreatments {...part} lists={draft.lists} />
        </Tabs.Panel>
        <Tabs.Panel value="callbacks">
          <CampaignCallbacks {...part} />
        </Tabs.Panel>
        <Tabs.Panel value="screens">
          <CampaignScreens {...part} draft={draft} lists={lists} />
        </Tabs.Panel>
        <Tabs.Panel value="responses">
          <CampaignResponses draft={draft} change={editing.change} />
        </Tabs.Panel>
      </Tabs>
    </EditorFrame>
  );
}

const PARTS = [
  ['basics', 'Basics and lists'],
  ['delivery', 'Delivery and limits'],
  ['rules', 'Rules'],
  ['validation', 'Validation'],
  ['voice', 'Voice'],
  ['outcomes', 'Dispositions'],
  ['treatments', 'Treatments'],
  ['callbacks', 'Callbacks'],
  ['screens', 'Screens'],
  ['responses', 'Responses'],
] as const;
