import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect } from 'react';
import { ErrorLine } from '../ui/error-line.tsx';
import { ActionButton } from './action-button.tsx';
import { endCall } from './actions/end-call.tsx';
import { extendWrapUp } from './actions/extend-wrap-up.tsx';
import { type ActionOf, refusedBecause } from './actions/interaction-action.tsx';
import { markDone } from './actions/mark-done.tsx';
import { mute } from './actions/mute.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import { useCommand } from './use-command.tsx';
import { useKeys } from './use-keys.tsx';

type Props = { readonly interaction: InteractionView; readonly keeper: DraftKeeper };

/** What can be done with the call, each with its key; the server refuses the same as the screen. */
export function CallActions({ interaction, keeper }: Props) {
  const { run, busy, problem, forget } = useCommand();
  const { draftSavedAt, phase } = interaction;
  // A refusal of Mark done is answered by filling in what was missing.
  useEffect(() => {
    if (draftSavedAt !== undefined || phase === 'wrap-up') forget();
  }, [draftSavedAt, phase, forget]);
  const isOver = phase === 'wrap-up';
  const press = (action: ActionOf): void => {
    if (busy || refusedBecause(action.action, interaction) !== undefined) return;
    void run(action.command(interaction));
  };
  const done = markDone(keeper.take);
  const all = isOver ? [endCall, mute, extendWrapUp, done] : [endCall, mute, done];
  useKeys(all.map((action) => ({ key: action.key, run: () => press(action) })));
  return (
    <div className="call-actions">
      <div role="toolbar" aria-label="Call actions" className="toolbar">
        {all.map((action) => (
          <ActionButton
            key={action.action}
            label={action.label(interaction)}
            icon={action.icon(interaction)}
            shortcut={action.key}
            refused={refusedBecause(action.action, interaction)}
            busy={busy && action === done}
            onPress={() => press(action)}
            {...lookOf(action.action, interaction)}
          />
        ))}
      </div>
      <ErrorLine problem={problem} />
    </div>
  );
}

/** The one thing to do next is the most visible: end the call while it is up, then mark it done. */
function lookOf(action: ActionOf['action'], { phase, muted }: InteractionView) {
  if (action === 'end-call' && phase !== 'wrap-up') return { color: 'red.8', variant: 'filled' };
  if (action === 'mark-done' && phase === 'wrap-up') return { variant: 'filled' };
  if (action === 'mute' && muted) return { variant: 'outline', color: 'var(--amber)' };
  return { variant: 'default' };
}
