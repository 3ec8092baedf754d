import { Button } from '@mantine/core';
import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { TargetFields } from '../../ui/pacing-target-fields.tsx';
import {
  aimWords,
  ceilingWords,
  draftOf,
  TARGETS,
  type TargetDraft,
  targetOf,
} from '../../ui/pacing-target-words.ts';
import type { Commanding } from '../use-commands.tsx';

type Props = { readonly session: SessionRow; readonly commanding: Commanding };

/** What predictive pacing aims at. Nothing changes before it is set. */
export function TargetControls({ session, commanding }: Props) {
  const live = session.target;
  const { limit } = session.abandonment;
  // Until something is typed the fields follow what is aimed at, whoever has set it.
  const [typed, setTyped] = useState<TargetDraft>();
  const draft = typed ?? draftOf(live);
  const wanted = targetOf(draft);
  const isNew = wanted !== undefined && aimWords(wanted) !== aimWords(live);
  const set = (): void => {
    if (wanted === undefined) return;
    const { groupId } = session;
    commanding.send('target', { type: 'set-target', groupId, target: wanted });
  };
  return (
    <div className="control control-apart target-controls">
      <TargetFields
        draft={draft}
        ceiling={limit}
        disabled={commanding.isPending('target')}
        onChange={setTyped}
      />
      <p className="control-effect">{TARGETS[draft.kind].effect}</p>
      <p className="control-effect">{ceilingWords(wanted, limit)}</p>
      <Button
        fullWidth
        variant={isNew ? 'filled' : 'default'}
        loading={commanding.isPending('target')}
        aria-describedby="effect-target"
        onClick={set}
      >
        Set target
      </Button>
      <p id="effect-target" className="control-effect">
        {session.mode.startsWith('predictive')
          ? `Now aims at: ${aimWords(live)}.`
          : 'Aimed at as soon as the mode is predictive.'}
      </p>
      <ErrorLine problem={commanding.problemOf('target')} />
    </div>
  );
}
