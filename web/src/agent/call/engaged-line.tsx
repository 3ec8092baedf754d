import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconMusic } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { engagedWords } from './engaged-words.ts';

type Props = { readonly interaction: InteractionView };

/**
 * The second line of the status while nobody else is on the line: what is waited for, for how long,
 * and what is being dialed.
 */
export function EngagedLine({ interaction }: Props) {
  const { engaging, openedAt } = interaction;
  if (engaging === undefined) return null;
  const { waits, dials } = engagedWords(interaction);
  return (
    <span className="engaged-line">
      <IconMusic size={14} aria-hidden />
      <span>
        {waits} · <Clock since={engaging.upAt ?? openedAt} />
        {dials === undefined ? null : <span className="figures"> · {dials}</span>}
        {engaging.until === undefined ? null : (
          <span className="dim">
            {' '}
            · at the latest in <Clock until={engaging.until} />
          </span>
        )}
      </span>
    </span>
  );
}
