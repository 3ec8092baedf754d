import type { CampaignRow } from '@outpace/protocol/campaigns.ts';
import { useQuery } from '@tanstack/react-query';
import { CampaignRules } from './campaign-rules.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { ObjectPage } from './object-page.tsx';
import type { Rules } from './rules-draft.ts';
import { callingListsQuery, campaignsQuery } from './saved.ts';
import { useEditing } from './use-editing.tsx';

/** What a supervisor finds of the campaigns: their rules, to be tightened. */
export const CampaignRulesPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="campaigns"
    id={id}
    found={useQuery(campaignsQuery)}
    addable={false}
    lineOf={({ settings }) => (settings.rules === undefined ? 'No law named' : 'Rules of a law')}
    editor={(row) => (row === undefined ? null : <RulesEditor row={row} />)}
  />
);

/** In a box of its own: no rules at all are a draft, too. */
type Draft = { readonly rules: Rules | undefined };

const NOTHING: Draft = { rules: undefined };
const bodyOf = ({ settings }: CampaignRow): Draft => ({ rules: settings.rules });
const part = { name: 'rules', of: ({ rules }: Draft) => rules } as const;

function RulesEditor({ row }: { readonly row: CampaignRow }) {
  const editing = useEditing({
    section: 'campaigns',
    row,
    blank: NOTHING,
    bodyOf,
    part,
    removable: false,
  });
  const { data: callingLists = [] } = useQuery(callingListsQuery);
  const { draft, change, save } = editing;
  return (
    <EditorFrame
      title={row.name}
      noun="campaign"
      note="Changes apply when the campaign group is loaded next."
      editing={{ ...editing, save: () => (draft.rules === undefined ? undefined : save()) }}
    >
      <CampaignRules
        rules={draft.rules}
        onChange={(rules) => change({ rules })}
        lists={row.lists}
        callingLists={callingLists}
        problem={editing.problem}
        mayLoosen={false}
      />
    </EditorFrame>
  );
}
