import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { IconHourglassHigh } from '@tabler/icons-react';
import { aimWords } from '../ui/pacing-target-words.ts';
import { Panel } from '../ui/panel.tsx';
import { LookAhead } from './pacing/look-ahead.tsx';
import { pacingSentence, waitSentences } from './session-words.ts';
import { WhatIf } from './what-if/what-if.tsx';

/** Why the group dials as much as it does, live. */
export function PacingPanel({ session }: { readonly session: SessionRow }) {
  const { pacing, inAir, buffered, target, periodAbandonment } = session;
  const { forecast } = pacing;
  const waits = session.phase === 'running' ? waitSentences(session.waits) : [];
  return (
    <Panel
      title="Pacing"
      className="pacing"
      aside={
        <div className="pacing-aside">
          {forecast === undefined ? null : (
            <span className="dim panel-aside">Aim: {aimWords(target)}</span>
          )}
          <WhatIf session={session} />
        </div>
      }
    >
      <div className="pacing-rows">
        <Figures
          label="Last decision"
          figures={[
            [forecast === undefined ? 'Ready' : 'Free', pacing.ready],
            ['Waiting', pacing.waiting],
            ['In the air', pacing.inAir],
            ['Wanted', pacing.wanted],
            ['Opened', pacing.opened],
          ]}
        />
        <Figures
          label="Now under way"
          figures={[
            ['Offered', inAir.offered],
            ['Dialing', inAir.dialing],
            ['Ringing', inAir.ringing],
            ['Waiting', inAir.waiting],
            ['Connected', inAir.connected],
            ['In buffer', buffered],
          ]}
        />
      </div>
      {forecast === undefined ? null : <LookAhead forecast={forecast} period={periodAbandonment} />}
      <p className="pacing-sentence">{pacingSentence(pacing)}</p>
      {waits.map((sentence) => (
        <p key={sentence} className="pacing-wait">
          <IconHourglassHigh size={14} aria-hidden />
          {sentence}
        </p>
      ))}
    </Panel>
  );
}

type FiguresProps = {
  readonly label: string;
  readonly figures: readonly (readonly [word: string, count: number])[];
};

function Figures({ label, figures }: FiguresProps) {
  return (
    <div className="figures-block">
      <h3>{label}</h3>
      <dl className="figures-row">
        {figures.map(([word, count]) => (
          <div key={word} className="figure" data-zero={count === 0 || undefined}>
            <dt>{word}</dt>
            <dd className="figures">{count.toLocaleString('en-GB')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
