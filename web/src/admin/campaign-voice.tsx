import { NumberInput, Switch } from '@mantine/core';
import { CampaignDetection } from './campaign-detection.tsx';
import { CampaignRecording } from './campaign-recording.tsx';
import { ChoiceRadios } from './choice-radios.tsx';
import { Explained } from './explained.tsx';
import type { SettingsPart } from './settings-part.ts';
import { AGENT_LEG_CHOICES, type Voice } from './voice-choices.ts';

export type VoicePart = {
  readonly voice: Voice;
  readonly change: (part: Partial<Voice>) => void;
};

/** What the campaign wants of the telephony: the agent's line, detection, recording. */
export function CampaignVoice({ settings, change }: SettingsPart) {
  const { voice } = settings;
  const part: VoicePart = {
    voice,
    change: (changed) => change({ voice: { ...voice, ...changed } }),
  };
  return (
    <>
      <AgentLine {...part} />
      <CampaignDetection {...part} />
      <CampaignRecording {...part} />
    </>
  );
}

function AgentLine({ voice, change }: VoicePart) {
  return (
    <fieldset className="rows">
      <legend>The agent’s line</legend>
      <ChoiceRadios
        label="The agent’s phone is"
        choices={AGENT_LEG_CHOICES}
        value={voice.agentLeg}
        onChange={(agentLeg) => change({ agentLeg })}
      />
      <Explained note="A short tone to the agent when a contact is joined: somebody is there now.">
        <Switch
          label="Beep when a contact is joined"
          checked={voice.mergeBeep}
          onChange={(event) => change({ mergeBeep: event.currentTarget.checked })}
        />
      </Explained>
      <Explained
        note={
          'When an agent’s sound breaks off in a call, the contact hears music and the phone is ' +
          'called again. After this the contact hears the message for when no agent is free. ' +
          'Range: 0 to 60 s.'
        }
      >
        <NumberInput
          label="Time to come back"
          suffix=" s"
          min={0}
          max={60}
          value={voice.rejoinMs / 1_000}
          onChange={(shown) => change({ rejoinMs: Math.round(Number(shown) * 1_000) })}
        />
      </Explained>
    </fieldset>
  );
}
