import { Textarea } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useRef } from 'react';
import { sentenceOf } from '../../api/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatSecond } from '../../ui/time-text.ts';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import type { DraftKeeper, DraftState } from './draft-keeper.ts';

type Props = {
  readonly interaction: Pick<InteractionView, 'actions' | 'draftSavedAt'>;
  readonly state: DraftState;
  readonly keeper: DraftKeeper;
};

/** What later agents will read about this call; kept as a draft while it is typed. */
export function Note({ interaction, state, keeper }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  useKeys([{ action: 'note', run: () => field.current?.focus() }]);
  const aside = (
    <>
      <DraftMark {...{ interaction, state }} />
      <KeyHint action="note" />
    </>
  );
  return (
    <Panel title="Note" className="note" aside={aside}>
      <Textarea
        ref={field}
        aria-label="Note"
        aria-keyshortcuts={ariaKey('note')}
        className="note-field"
        placeholder="For the history and later agents. The contact never sees it."
        maxLength={4_000}
        readOnly={refusedBecause('note', interaction) !== undefined}
        value={state.draft.note}
        onChange={(event) => keeper.write(event.currentTarget.value)}
      />
    </Panel>
  );
}

function DraftMark({ interaction, state }: Pick<Props, 'interaction' | 'state'>) {
  const { draftSavedAt } = interaction;
  if (state.problem !== undefined) {
    return <span className="draft-mark draft-refused">not saved: {sentenceOf(state.problem)}</span>;
  }
  if (state.unsaved) return <span className="draft-mark">saving…</span>;
  if (draftSavedAt === undefined || draftSavedAt === null) return null;
  return <span className="draft-mark figures">draft saved {formatSecond(draftSavedAt)}</span>;
}
