import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { FLOATS_ID } from './ui/floats.tsx';

/** The one accent: ink blue, dark enough for white text at shade 6. */
const ink: MantineColorsTuple = [
  '#eef0fd',
  '#dde1fa',
  '#b9c1f4',
  '#939eee',
  '#7380e8',
  '#5a69e2',
  '#3d4fd6',
  '#3343bb',
  '#2b399f',
  '#232e80',
];

/** Cool greys with a little ink in them; the dark scheme is built from these. */
const dark: MantineColorsTuple = [
  '#d7dce5',
  '#b4bcca',
  '#98a2b3',
  '#5f6b7e',
  '#3b4555',
  '#2b3341',
  '#212833',
  '#181d26',
  '#12161d',
  '#0c0f14',
];

const quick = { duration: 100 };

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  colors: { ink, dark },
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    Badge: { styles: { root: { textTransform: 'none' } } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: {
      defaultProps: {
        size: 'sm',
        comboboxProps: { transitionProps: quick },
        // The list itself scrolls: it belongs to the field, a box around it would not.
        withScrollArea: false,
      },
      styles: { options: { maxHeight: 240, overflowY: 'auto' } },
    },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        withArrow: true,
        multiline: true,
        maw: 320,
        transitionProps: quick,
        events: { hover: true, focus: true, touch: true },
      },
    },
    // The first item takes the focus itself: a menu may hold nothing that is no item.
    Menu: {
      defaultProps: { transitionProps: quick, shadow: 'md', withInitialFocusPlaceholder: false },
    },
    // It stays when the page is scrolled past its button: in a low window, or zoomed in, that is
    // how one gets to its other end.
    Popover: { defaultProps: { transitionProps: quick, shadow: 'md', hideDetached: false } },
    // What opens over a page belongs to its main part, where screen readers look for it.
    Portal: { defaultProps: { target: `#${FLOATS_ID}` } },
    Modal: {
      defaultProps: {
        transitionProps: quick,
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    // The page has one banner; what a dialog has at its top is none.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Drawer: { defaultProps: { transitionProps: quick } },
  },
});

/** Mantine's own quiet greys are too faint for small text; these pass WCAG AA on every surface. */
export const quietColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566073',
    '--mantine-color-placeholder': '#6a7487',
    '--mantine-color-default-border': '#c6ccd7',
    '--mantine-color-text': '#182030',
    '--mantine-color-error': '#bd2c2a',
  },
  dark: {
    '--mantine-color-dimmed': '#a3adbc',
    '--mantine-color-placeholder': '#8d98a9',
    '--mantine-color-default-border': '#3f4a5b',
    '--mantine-color-text': '#e4e8ef',
    '--mantine-color-error': '#ff8a80',
  },
});
