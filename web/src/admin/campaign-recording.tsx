import { NumberInput, Select } from '@mantine/core';
import type { VoicePart } from './campaign-voice.tsx';
import { ChoiceRadios } from './choice-radios.tsx';
import { Explained } from './explained.tsx';
import {
  ANNOUNCEMENT_CHOICES,
  announcementWarning,
  RECORDING_CHOICES,
  type Voice,
} from './voice-choices.ts';

/** Which conversations are kept, and who is told. */
export function CampaignRecording({ voice, change }: VoicePart) {
  const { recording } = voice;
  const set = (part: Partial<Voice['recording']>): void =>
    change({ recording: { ...recording, ...part } });
  return (
    <fieldset className="rows">
      <legend>Recording</legend>
      <ChoiceRadios
        label="Calls recorded"
        choices={RECORDING_CHOICES}
        value={recording.of}
        onChange={(of) => set({ of })}
      />
      {recording.of === 'share' ? (
        <Explained note="Of the calls that reach an agent. Range: 0 to 100 %.">
          <NumberInput
            label="Share"
            suffix=" %"
            min={0}
            max={100}
            value={Math.round(recording.share * 1_000) / 10}
            onChange={(shown) => set({ share: Math.round(Number(shown) * 10) / 1_000 })}
          />
        </Explained>
      ) : null}
      {recording.of === 'none' ? null : (
        <Explained
          note="What both sides hear when a recording begins."
          warning={announcementWarning(recording)}
        >
          <Select
            label="Announcement"
            allowDeselect={false}
            data={ANNOUNCEMENT_CHOICES.map(({ value, label }) => ({ value, label }))}
            value={recording.announcement}
            onChange={(wanted) => {
              const known = ANNOUNCEMENT_CHOICES.find(({ value }) => value === wanted);
              if (known !== undefined) set({ announcement: known.value });
            }}
          />
        </Explained>
      )}
    </fieldset>
  );
}
