import { Select, Switch } from '@mantine/core';
import { AGENT_CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { DispositionRows } from './disposition-rows.tsx';
import { Explained } from './explained.tsx';
import { moved, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import type { SettingsPart } from './settings-part.ts';

/** What an agent may say of a call, and what must be said. */
export function CampaignOutcomes({ settings, change }: SettingsPart) {
  const { outcomes } = settings;
  const set = (part: Partial<typeof outcomes>): void =>
    change({ outcomes: { ...outcomes, ...part } });
  return (
    <div className="two-columns">
      <CallResults settings={settings} change={change} />
      <fieldset className="rows">
        <legend>Dispositions</legend>
        <p className="rows-note">
          The business result, in the order of the list. Folders make a tree: No sale / Price.
        </p>
        <DispositionRows
          dispositions={outcomes.dispositions}
          onChange={(dispositions) => set({ dispositions })}
        />
        <Explained note="Mark done is refused until one is chosen.">
          <Switch
            label="Mandatory"
            checked={outcomes.dispositionMandatory}
            onChange={(event) => set({ dispositionMandatory: event.currentTarget.checked })}
          />
        </Explained>
        <Explained note="It can be chosen during the call only.">
          <Switch
            label="Frozen after the call"
            checked={outcomes.frozenAfterCall}
            onChange={(event) => set({ frozenAfterCall: event.currentTarget.checked })}
          />
        </Explained>
      </fieldset>
    </div>
  );
}

function CallResults({ settings, change }: SettingsPart) {
  const { outcomes } = settings;
  const { callResults, preselected } = outcomes;
  const set = (part: Partial<typeof outcomes>): void =>
    change({ outcomes: { ...outcomes, ...part } });
  const unused = AGENT_CALL_RESULTS.filter((result) => !callResults.includes(result));
  return (
    <fieldset className="rows">
      <legend>Call results</legend>
      <p className="rows-note">What the agent may choose, in this order.</p>
      {callResults.map((result) => (
        <div key={result} className="rows-row result-row">
          <span className="rows-name">{callResultWord(result)}</span>
          <RowTools
            of={callResultWord(result)}
            onMove={(by) => set({ callResults: moved(callResults, result, by) })}
            onRemove={() =>
              set({
                callResults: without(callResults, result),
                preselected: preselected === result ? null : preselected,
              })
            }
          />
        </div>
      ))}
      {unused.length === 0 ? null : (
        <Select
          className="rows-add"
          aria-label="Add a call result"
          placeholder="Add a call result"
          value={null}
          data={unused.map((value) => ({ value, label: callResultWord(value) }))}
          onChange={(result) => {
            if (result !== null) set({ callResults: [...callResults, result] });
          }}
        />
      )}
      <Select
        label="Chosen beforehand"
        description="What stands there before the agent says anything."
        placeholder="Nothing"
        clearable
        value={preselected}
        data={callResults.map((value) => ({ value, label: callResultWord(value) }))}
        onChange={(result) => set({ preselected: result })}
      />
    </fieldset>
  );
}
