import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { picture } from './browser.ts';

const SCHEMES = ['light', 'dark', 'contrast'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Part of WCAG 2.2 AA, and asked only when told so. */
const TARGET_SIZE = 'target-size';
/** What sees colours; high contrast is held to 7:1 for text. */
const COLOURS = {
  dark: ['color-contrast', 'link-in-text-block'],
  contrast: ['color-contrast-enhanced', 'link-in-text-block'],
};

/**
 * What axe finds on the page as it stands, and what it looked like: every rule in light, and in
 * the others those about colour, because nothing else of the page depends on the scheme.
 */
export async function findings(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of SCHEMES) {
    await paint(page, scheme);
    await picture(page, `screen-${name}-${scheme}`);
    for (const axe of scheme === 'light' ? await inLight(page) : [axeFor(page, COLOURS[scheme])]) {
      const { violations } = await axe.analyze();
      for (const { id, nodes } of violations) {
        const places = nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message}`);
        found.push(`${name}, ${scheme}: ${id}: ${places.join('; ')}`);
      }
    }
  }
  await paint(page, 'light');
  return found;
}

/** What is open lies over the rest on purpose: then its own targets are measured, and no others. */
async function inLight(page: Page): Promise<readonly AxeBuilder[]> {
  const open = page.locator('#floats').locator('button, input, select, a, [role="option"]');
  const isOpen = (await open.filter({ visible: true }).count()) > 0;
  const targets = axeFor(page, [TARGET_SIZE]);
  return [axeFor(page), isOpen ? targets.include('#floats') : targets];
}

function axeFor(page: Page, rules?: readonly string[]): AxeBuilder {
  // Without the mode every look would open a page of its own, for frames that there are none of.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return rules === undefined ? axe : axe.withRules([...rules]);
}

/** As the switch of colours does, but without a menu over the page that is looked at. */
const paint = (page: Page, scheme: Scheme): Promise<void> =>
  page.locator(':root').evaluate((root, chosen) => {
    root.dataset.mantineColorScheme = chosen === 'light' ? 'light' : 'dark';
    root.dataset.contrast = chosen === 'contrast' ? 'more' : 'usual';
  }, scheme);
