import { Select, Switch } from '@mantine/core';
import type { ImportMapping, ImportReading } from '@outpace/protocol/calling-lists.ts';
import { ImportReadingFields } from './import-reading.tsx';
import { SCOPES, wayOf, waysOf, withWay } from './import-targets.ts';

type Props = {
  readonly mapping: ImportMapping;
  readonly how: ImportReading;
  readonly onChange: (mapping: ImportMapping) => void;
  readonly onReading: (how: ImportReading) => void;
};

/** How the file is read, and what its rows do to the list. */
export function ImportOptions({ mapping, how, onChange, onReading }: Props) {
  const isByCustomer = mapping.way !== 'append' && mapping.key === 'customer-id';
  return (
    <div className="import-options">
      <ImportReadingFields how={how} onReading={onReading} />
      <Select
        label="Rows that the list knows"
        allowDeselect={false}
        data={waysOf(mapping)}
        value={wayOf(mapping)}
        onChange={(chosen) => onChange(withWay(mapping, chosen ?? 'append'))}
      />
      <Select
        label="Repeated numbers"
        allowDeselect={false}
        data={SCOPES}
        value={mapping.refuseDuplicatesIn}
        onChange={(chosen) =>
          onChange({ ...mapping, refuseDuplicatesIn: chosen ?? mapping.refuseDuplicatesIn })
        }
      />
      <Switch
        label="The first line is a header"
        checked={mapping.hasHeader}
        onChange={(event) => onChange({ ...mapping, hasHeader: event.currentTarget.checked })}
      />
      <Switch
        label="Same customer id, same person"
        disabled={isByCustomer}
        checked={mapping.chainByCustomerId}
        onChange={(event) =>
          onChange({ ...mapping, chainByCustomerId: event.currentTarget.checked })
        }
      />
    </div>
  );
}
