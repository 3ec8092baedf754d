import { Button } from '@mantine/core';

type Props = {
  readonly onBack: () => void;
  readonly onStart: () => void;
  readonly isStarting: boolean;
  /** The file is being read again: what would start is not what is seen. */
  readonly isReading: boolean;
};

/** What can be done when a file is understood. */
export const ImportStart = ({ onBack, onStart, isStarting, isReading }: Props) => (
  <>
    <Button variant="default" onClick={onBack}>
      Another file
    </Button>
    <Button loading={isStarting} disabled={isReading} onClick={onStart}>
      Start import
    </Button>
  </>
);
