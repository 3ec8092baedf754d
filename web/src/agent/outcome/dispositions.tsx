import { Skeleton } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useNow } from '../../ui/clock.tsx';
import { later } from '../../ui/late/later.tsx';
import { Panel } from '../../ui/panel.tsx';
import { late } from '../late.ts';
import { consequenceWords } from './consequence-words.ts';
import type { OutcomeProps } from './outcome-pickers.tsx';

const OutcomePickers = later(late, (file) => file.OutcomePickers, {
  waiting: <Skeleton height={150} />,
});

type Props = Omit<OutcomeProps, 'interaction'> & {
  readonly interaction: Pick<InteractionView, 'actions' | 'outcomes' | 'consequence'>;
};

/** How the call ended and what came of it, with what that will do, before it is done. */
export function Dispositions({ interaction, ...said }: Props) {
  return (
    <Panel title="Dispositions" className="dispositions">
      <OutcomePickers interaction={interaction} {...said} />
      <Outlook interaction={interaction} />
    </Panel>
  );
}

/** The live line: what the server would do with the draft as it has it. */
function Outlook({ interaction }: Pick<Props, 'interaction'>) {
  const now = useNow();
  const { consequence } = interaction;
  if (consequence === undefined) return null;
  return (
    <p className="outlook" data-type={consequence.type} aria-live="polite">
      <span className="outlook-when">On Mark done:</span> {consequenceWords(consequence, now)}
    </p>
  );
}
