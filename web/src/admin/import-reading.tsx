import { Select } from '@mantine/core';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
import { ENCODINGS, SEPARATORS } from './import-targets.ts';

type Props = {
  /** How the file is read, or is just being read. */
  readonly how: ImportReading;
  /** The file must be read again by the server to be shown as that. */
  readonly onReading: (how: ImportReading) => void;
};

/** How a file is read. */
export const ImportReadingFields = ({ how: { separator, encoding }, onReading }: Props) => (
  <>
    <Select
      label="Columns are separated by"
      allowDeselect={false}
      data={SEPARATORS}
      value={separator}
      onChange={(chosen) => onReading({ separator: chosen ?? separator, encoding })}
    />
    <Select
      label="Text is written in"
      allowDeselect={false}
      data={ENCODINGS}
      value={encoding}
      onChange={(chosen) => onReading({ separator, encoding: chosen ?? encoding })}
    />
  </>
);
