import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState } from 'react';
import { useAgent } from '../../live/agent-store.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { nextField } from '../fields/next-field.ts';
import { KEYS } from '../keys/key-table.ts';
import { isTyping } from '../keys/keys.ts';
import type { DraftKeeper } from '../outcome/draft-keeper.ts';
import { ActionButton, Tried } from './action-button.tsx';
import { endCall } from './end-call.tsx';
import { extendWrapUp } from './extend-wrap-up.tsx';
import { hold } from './hold.tsx';
import { type Acted, type ActionOf, refusedBecause } from './interaction-action.tsx';
import { Keypad } from './keypad.tsx';
import { markDone } from './mark-done.tsx';
import { mute } from './mute.tsx';
import { recordingActions } from './recording-actions.tsx';
import '../callbacks/callbacks.css';
import { Reschedule } from '../callbacks/reschedule.tsx';
import { runAction, useKeys } from '../keys/use-keys.tsx';
import { ThirdPartyActions } from '../third-party/third-party-actions.tsx';
import { useCommand } from '../use-command.tsx';
import { Recall } from './recall.tsx';

type Props = {
  readonly interaction: Acted & Pick<InteractionView, 'draft' | 'draftSavedAt' | 'outcomes'>;
  readonly keeper: DraftKeeper;
};

/** What can be done with the call, each with its key; the server refuses the same as the screen. */
export function CallActions({ interaction, keeper }: Props) {
  const { run, busy, problem, forget } = useCommand();
  const pending = useAgent((live) => live.pending);
  const { draftSavedAt, phase } = interaction;
  const [tried, setTried] = useState<string>();
  // Why it could not be done is no news in the next phase.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the phase is what makes it old.
  useEffect(() => setTried(undefined), [phase]);
  // A refusal of Mark done is answered by filling in what was missing.
  useEffect(() => {
    if (draftSavedAt !== undefined || phase === 'wrap-up') forget();
  }, [draftSavedAt, phase, forget]);
  const isOver = phase === 'wrap-up';
  const done = markDone(keeper.take);
  const talk = [endCall, hold, mute];
  const recording = recordingActions(interaction);
  const after = isOver ? [extendWrapUp, done] : [done];
  const press = (action: ActionOf): void => {
    const command = action.command(interaction);
    // Not twice the same, but F8 right after F4 must not be lost on a slow line.
    const isPending = pending.some(({ type }) => type === command.type);
    if (isPending || refusedBecause(action.action, interaction) !== undefined) return;
    void run(command).then((isTaken) => {
      // What was missing is where the eyes and the hands go next.
      if (!isTaken && action.action === 'mark-done' && !isTyping(document.activeElement)) {
        runAction(nextField(keeper.take(), interaction.outcomes));
      }
    });
  };
  useKeys(
    [...talk, ...recording, ...after].map((action) => ({
      action: action.action,
      label: action.label(interaction),
      refused: refusedBecause(action.action, interaction),
      run: () => press(action),
    })),
  );
  const button = (action: ActionOf, isSmall: boolean) => (
    <ActionButton
      key={action.action}
      label={action.label(interaction)}
      icon={action.icon(interaction)}
      shortcut={KEYS[action.action].key}
      refused={refusedBecause(action.action, interaction)}
      busy={busy && action === done}
      isSmall={isSmall}
      onPress={() => press(action)}
      {...lookOf(action.action, interaction)}
    />
  );
  return (
    <div className="call-actions">
      <Tried value={setTried}>
        <div role="toolbar" aria-label="Call actions" className="toolbar">
          {talk.map((action) => button(action, isOver && action !== endCall))}
          <Keypad interaction={interaction} isSmall={isOver} />
          <Reschedule interaction={interaction} keeper={keeper} isSmall={isOver} />
          <PartyActions interaction={interaction} />
          {recording.map((action) => button(action, isOver || recording.length > 1))}
          <div className="toolbar-end">{after.map((action) => button(action, false))}</div>
        </div>
      </Tried>
      <ErrorLine problem={problem} />
      {tried === undefined ? null : <TriedLine what={tried} />}
    </div>
  );
}

const TriedLine = ({ what }: { readonly what: string }) => (
  <p className="tried" role="status">
    {what}
  </p>
);

/** While they talk somebody else can be asked in; afterwards the person can be called again. */
function PartyActions({ interaction }: Pick<Props, 'interaction'>) {
  const isOver = interaction.phase === 'wrap-up';
  // Before the end it has no button, but its key and the palette say why not yet.
  const refused = refusedBecause('recall', interaction);
  useKeys(isOver ? [] : [{ action: 'recall', refused, run: () => {} }]);
  if (isOver) return <Recall interaction={interaction} />;
  return <ThirdPartyActions interaction={interaction} />;
}

/** The one thing to do next is the most visible: end the call while it is up, then mark it done. */
function lookOf(action: ActionOf['action'], { phase, muted }: Acted) {
  if (action === 'end-call' && phase !== 'wrap-up') return { color: 'red.8', variant: 'filled' };
  if (action === 'mark-done' && phase === 'wrap-up') return { variant: 'filled' };
  const isOn = (action === 'mute' && muted) || (action === 'hold' && phase === 'on-hold');
  return isOn ? { variant: 'outline', color: 'var(--amber)' } : { variant: 'default' };
}
