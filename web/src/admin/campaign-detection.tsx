import { Select } from '@mantine/core';
import { CampaignCallTreatments } from './campaign-call-treatments.tsx';
import type { VoicePart } from './campaign-voice.tsx';
import { ChoiceRadios } from './choice-radios.tsx';
import { Explained } from './explained.tsx';
import { CPD_CHOICES, PROFILE_CHOICES, type Voice } from './voice-choices.ts';

/** Person or machine: when it is listened for, how readily one is heard, what then. */
export function CampaignDetection({ voice, change }: VoicePart) {
  const { cpd } = voice;
  const set = (part: Partial<Voice['cpd']>): void => change({ cpd: { ...cpd, ...part } });
  return (
    <fieldset className="rows">
      <legend>Person or machine</legend>
      <ChoiceRadios
        label="Detection listens"
        choices={CPD_CHOICES}
        value={cpd.when}
        onChange={(when) => set({ when })}
      />
      {cpd.when === 'off' ? null : <Verdict cpd={cpd} set={set} />}
    </fieldset>
  );
}

type VerdictProps = {
  readonly cpd: Voice['cpd'];
  readonly set: (part: Partial<Voice['cpd']>) => void;
};

function Verdict({ cpd, set }: VerdictProps) {
  return (
    <>
      <Explained note={PROFILE_CHOICES.find(({ value }) => value === cpd.profile)?.sentence}>
        <Select
          label="Profile"
          allowDeselect={false}
          data={PROFILE_CHOICES.map(({ value, label }) => ({ value, label }))}
          value={cpd.profile}
          onChange={(wanted) => {
            const known = PROFILE_CHOICES.find(({ value }) => value === wanted);
            if (known !== undefined) set({ profile: known.value });
          }}
        />
      </Explained>
      <CampaignCallTreatments cpd={cpd} set={set} />
    </>
  );
}
