import { NumberInput } from '@mantine/core';
import { Explained } from './explained.tsx';
import { LIMIT_FIELDS, limitShown, limitStored, limitWarning, rangeWords } from './limit-fields.ts';
import type { SettingsPart } from './settings-part.ts';

/** Times and limits, in seconds and percent, each with its range and what the law says. */
export function CampaignLimits({ settings, change }: SettingsPart) {
  const { limits } = settings;
  return (
    <fieldset className="rows">
      <legend>Limits</legend>
      {LIMIT_FIELDS.map((field) => (
        <Explained
          key={field.key}
          warning={limitWarning(field, limits)}
          note={`${field.note} Range: ${rangeWords(field)}.`}
        >
          <NumberInput
            label={field.label}
            suffix={field.unit === '' ? '' : ` ${field.unit}`}
            min={field.min}
            max={field.max}
            thousandSeparator=","
            value={limitShown(field, limits)}
            onChange={(shown) =>
              change({ limits: { ...limits, [field.key]: limitStored(field, Number(shown)) } })
            }
          />
        </Explained>
      ))}
    </fieldset>
  );
}
