import { Button, Switch } from '@mantine/core';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import { useState } from 'react';
import { ErrorLine } from '../ui/error-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { ForceUnload } from './force-unload.tsx';
import { GROUP_ACTIONS, GROUP_COMMANDS } from './group-actions.ts';
import type { GroupEntry } from './group-entries.ts';
import { TargetControls } from './pacing/target-controls.tsx';
import { PacingControls } from './pacing-controls.tsx';
import { nextStep, STATE_SENTENCES, stateOf } from './session-words.ts';
import { type Commanding, useCommands } from './use-commands.tsx';

type Props = {
  readonly entry: GroupEntry;
  readonly command: (body: SupervisorCommandBody) => Promise<void>;
};

/** Everything a supervisor may ask of one group. Nothing is greyed out: the engine answers. */
export function Controls({ entry, command }: Props) {
  const commanding = useCommands(command);
  const state = stateOf(entry.session);
  return (
    <Panel title="Controls" className="controls">
      <p className="control-hint">{STATE_SENTENCES[state]}</p>
      <Actions entry={entry} commanding={commanding} />
      <PacingControls entry={entry} commanding={commanding} />
      {entry.session === undefined ? null : (
        <TargetControls session={entry.session} commanding={commanding} />
      )}
    </Panel>
  );
}

type PartProps = { readonly entry: GroupEntry; readonly commanding: Commanding };

function Actions({ entry, commanding }: PartProps) {
  const { groupId, session } = entry;
  const [atLoad, setAtLoad] = useState(false);
  const next = nextStep(stateOf(session));
  const autoComplete = session?.autoComplete ?? atLoad;
  const setAutoComplete = (wanted: boolean): void => {
    if (session === undefined) return setAtLoad(wanted);
    commanding.send('auto', { type: 'set-auto-complete', groupId, autoComplete: wanted });
  };
  return (
    <>
      {GROUP_ACTIONS.map(({ action, label, effect }) => (
        <div key={action} className="control">
          {action === 'force-unload' ? (
            <ForceUnload entry={entry} commanding={commanding} />
          ) : (
            <Button
              fullWidth
              variant={action === next ? 'filled' : 'default'}
              loading={commanding.isPending(action)}
              aria-describedby={`effect-${action}`}
              onClick={() => commanding.send(action, GROUP_COMMANDS[action](groupId, autoComplete))}
            >
              {label}
            </Button>
          )}
          <p id={`effect-${action}`} className="control-effect">
            {effect}
          </p>
          <ErrorLine problem={commanding.problemOf(action)} />
        </div>
      ))}
      <div className="control control-apart">
        <Switch
          label="Auto-complete"
          description={
            session === undefined
              ? 'From Load on: completes by itself when no record is left.'
              : 'Completes by itself when no record is left.'
          }
          checked={autoComplete}
          disabled={commanding.isPending('auto')}
          onChange={(event) => setAutoComplete(event.currentTarget.checked)}
        />
        <ErrorLine problem={commanding.problemOf('auto')} />
      </div>
    </>
  );
}
