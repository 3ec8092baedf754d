import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCheck,
  IconContrastFilled,
  IconDeviceDesktop,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import type { PaletteItem } from './palette.tsx';
import { useScheme } from './use-scheme.tsx';

const SCHEMES = [
  { scheme: 'light', label: 'Light', Icon: IconSun },
  { scheme: 'dark', label: 'Dark', Icon: IconMoon },
  { scheme: 'contrast', label: 'High contrast', Icon: IconContrastFilled },
  { scheme: 'auto', label: 'As the system', Icon: IconDeviceDesktop },
] as const;

/** Light, dark, high contrast, or as the system has it; kept in this browser. */
export function SchemeSwitch() {
  const { scheme: chosen, choose } = useScheme();
  const shown = SCHEMES.find(({ scheme }) => scheme === chosen) ?? SCHEMES[3];
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className="header-button"
          title={`Colours: ${shown.label}`}
          aria-label={`Colours: ${shown.label}`}
        >
          <shown.Icon size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, label, Icon }) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={scheme === chosen}
            checkIcon={<IconCheck size={15} aria-hidden />}
            rightSection={<Icon size={15} aria-hidden />}
            closeMenuOnClick
            onChange={() => choose(scheme)}
          >
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same in the palette. */
export function useSchemeItems(): readonly PaletteItem[] {
  const { choose } = useScheme();
  return SCHEMES.map(({ scheme, label }) => ({
    id: `colours-${scheme}`,
    label: `Colours: ${label}`,
    run: () => choose(scheme),
  }));
}
