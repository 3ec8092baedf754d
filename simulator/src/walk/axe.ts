import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const SCHEMES = ['light', 'dark', 'contrast'] as const;
type Scheme = (typeof SCHEMES)[number];

/** A list that drops down belongs to its field, wherever in the document it is kept. */
const NOT_LOOKED_AT = ['region'];

/**
 * What axe finds on the page as it stands, in each scheme of colours: every rule in light, and in
 * the others those about colour, because nothing else of the page depends on it. High contrast is
 * held to the stricter rule, 7:1 for text.
 */
export async function findings(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of SCHEMES) {
    await paint(page, scheme);
    const { violations } = await axeFor(page, scheme).analyze();
    for (const { id, nodes } of violations) {
      const places = nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`);
      found.push(`${name}, ${scheme}: ${id}: ${places.join('; ')}`);
    }
  }
  await paint(page, 'light');
  return found;
}

function axeFor(page: Page, scheme: Scheme): AxeBuilder {
  // Without it every look would open a page of its own, for frames that there are none of.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).disableRules(NOT_LOOKED_AT);
  if (scheme === 'light') return axe;
  if (scheme === 'dark') return axe.withRules(['color-contrast']);
  return axe.withRules(['color-contrast-enhanced']);
}

/** As the switch of colours does, but without a menu over the page that is looked at. */
const paint = (page: Page, scheme: Scheme): Promise<void> =>
  page.locator(':root').evaluate((root, chosen) => {
    root.dataset.mantineColorScheme = chosen === 'light' ? 'light' : 'dark';
    root.dataset.contrast = chosen === 'contrast' ? 'more' : 'usual';
  }, scheme);
