import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { Panel } from '../ui/panel.tsx';

/** Texts of the campaign to read out; opening one needs no mouse. */
export function Responses({ responses }: Pick<InteractionView, 'responses'>) {
  return (
    <Panel title="Responses">
      {responses.length === 0 ? <p className="dim">The campaign has no texts.</p> : null}
      {responses.map(({ title, text }, place) => (
        <details key={title} className="response" open={place === 0}>
          <summary>{title}</summary>
          <p>{text}</p>
        </details>
      ))}
    </Panel>
  );
}
