import { Button } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';

type Props = {
  readonly asTable: boolean;
  readonly onChange: (asTable: boolean) => void;
  /** What is shown, for those who only hear the button. */
  readonly of: string;
};

/** Every chart has its table behind it. */
export function ViewSwitch({ asTable, onChange, of }: Props) {
  const Icon = asTable ? IconChartBar : IconTable;
  const word = asTable ? 'Chart' : 'Table';
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      color="gray"
      className="view-switch"
      leftSection={<Icon size={14} aria-hidden />}
      aria-label={`${word}: ${of}`}
      onClick={() => onChange(!asTable)}
    >
      {word}
    </Button>
  );
}
