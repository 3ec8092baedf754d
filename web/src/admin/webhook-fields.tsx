import { Checkbox, Stack, Switch, TextInput } from '@mantine/core';
import { WEBHOOK_EVENTS, type WebhookReceiverBody } from '@outpace/protocol/webhooks.ts';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { EVENT_CHOICES } from './webhook-words.ts';

type Props = {
  readonly draft: WebhookReceiverBody;
  readonly change: (part: Partial<WebhookReceiverBody>) => void;
};

/** Who is told, where and of what. */
export function WebhookFields({ draft, change }: Props) {
  const { name, url, events, enabled } = draft;
  return (
    <>
      <NameField name={name} note="The program that listens there." change={change} />
      <Explained
        note={
          'https, or http where nobody else can listen in. Hosts of the own network are asked ' +
          'only where the operator of this server has named them.'
        }
      >
        <TextInput
          type="url"
          label="URL"
          required
          maxLength={2_000}
          value={url}
          onChange={(event) => change({ url: event.currentTarget.value })}
        />
      </Explained>
      <Explained
        note={
          'Each is told once it is certain, and again until it is taken, for more than a day. A ' +
          'program may hear one twice, and tells by its id.'
        }
      >
        <Checkbox.Group
          label="Told when"
          value={[...events]}
          onChange={(chosen) =>
            change({ events: WEBHOOK_EVENTS.filter((event) => chosen.includes(event)) })
          }
        >
          <Stack gap={6} mt={6}>
            {EVENT_CHOICES.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Explained>
      <Explained note="What happens while it is off is not told later; what waits already, waits.">
        <Switch
          label="Enabled"
          checked={enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
      </Explained>
    </>
  );
}
