import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconEar } from '@tabler/icons-react';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { CpdCorrection } from './cpd-correction.tsx';
import { correctionsOf, findingWords, SAID } from './cpd-words.ts';

/** Who answered as detection heard it, and the way to say that it heard wrong. */
export function CpdMark({ interaction }: { readonly interaction: InteractionView }) {
  const { cpd, cpdSaid, attemptId } = interaction;
  if (cpd === undefined || attemptId === undefined) return null;
  if (refusedBecause('correct-cpd', interaction) !== undefined) return null;
  return (
    <div className="cpd-mark">
      <span className="cpd-finding">
        <IconEar size={14} aria-hidden />
        {findingWords(cpd)}
      </span>
      {cpdSaid === undefined ? (
        <CpdCorrection attemptId={attemptId} choices={correctionsOf(cpd.verdict)} />
      ) : (
        <strong>{SAID[cpdSaid]}</strong>
      )}
    </div>
  );
}
