import { expect, test } from 'vitest';
import { quietColours, theme } from './theme.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2, definition of contrast ratio). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test('white text can be read on the accent, in both schemes', () => {
  const ink = theme.colors?.ink ?? [];
  expect(contrast(ink[6] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink[5] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
});

test.each(['dimmed', 'placeholder', 'text', 'error'])('%s text can be read', (name) => {
  const made = quietColours({ ...theme } as Parameters<typeof quietColours>[0]);
  const of = (colours: Readonly<Record<string, string>>): string =>
    colours[`--mantine-color-${name}`] ?? '';
  expect(contrast(of(made.light), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(of(made.dark), '#181d26')).toBeGreaterThanOrEqual(4.5);
});
