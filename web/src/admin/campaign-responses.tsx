import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keyOf, moved, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import type { SettingsPart } from './settings-part.ts';

/** Texts that the agent may read out, beside the call. */
export function CampaignResponses({ settings, change }: SettingsPart) {
  const { responses } = settings;
  return (
    <>
      <p className="rows-note">Texts that the agent may read out, in this order beside the call.</p>
      {responses.map((row) => (
        <div key={keyOf(row)} className="response-row">
          <TextInput
            label="Title"
            required
            maxLength={120}
            value={row.title}
            onChange={(event) =>
              change({
                responses: replaced(responses, row, { ...row, title: event.currentTarget.value }),
              })
            }
          />
          <RowTools
            of={row.title}
            onMove={(by) => change({ responses: moved(responses, row, by) })}
            onRemove={() => change({ responses: without(responses, row) })}
          />
          <Textarea
            label="Text"
            autosize
            minRows={2}
            maxRows={10}
            maxLength={8_000}
            value={row.text}
            onChange={(event) =>
              change({
                responses: replaced(responses, row, { ...row, text: event.currentTarget.value }),
              })
            }
          />
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => change({ responses: [...responses, { title: '', text: '' }] })}
      >
        Add a text
      </Button>
    </>
  );
}
