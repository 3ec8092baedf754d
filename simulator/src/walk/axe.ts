import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { EVERY_PICTURE, picture } from './browser.ts';
import { whatStays } from './stays.ts';

const SCHEMES = ['light', 'dark', 'contrast'] as const;
type Scheme = (typeof SCHEMES)[number];

/** Part of WCAG 2.2 AA, and asked only when told so. */
const TARGET_SIZE = 'target-size';
/** What sees colours; high contrast is held to 7:1 for text. */
const COLOURS = {
  dark: ['color-contrast', 'link-in-text-block'],
  contrast: ['color-contrast-enhanced', 'link-in-text-block'],
};

/** What a scheme is asked, where every rule is more than it needs. */
type Asked = {
  readonly rules: readonly string[] | undefined;
  /** Only under this one. */
  readonly under?: string;
};

/**
 * What axe finds on the page as it stands, and what it looked like: every rule in light, and in
 * the others those about colour, because nothing else of the page depends on the scheme.
 */
export async function findings(
  page: Page,
  name: string,
  schemes: readonly Scheme[] = SCHEMES,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of schemes) {
    await paint(page, scheme);
    if (scheme === 'light' || EVERY_PICTURE) await picture(page, `screen-${name}-${scheme}`);
    const stays = await whatStays(() => breaches(page, scheme));
    found.push(...stays.map((what) => `${name}, ${scheme}: ${what}`));
  }
  await paint(page, 'light');
  return found;
}

async function breaches(page: Page, scheme: Scheme): Promise<readonly string[]> {
  const found: string[] = [];
  const asked = scheme === 'light' ? await inLight(page) : [{ rules: COLOURS[scheme] }];
  for (const each of asked) found.push(...(await violations(page, each)));
  return found;
}

/** What is open lies over the rest on purpose: then its own targets are measured, and no others. */
async function inLight(page: Page): Promise<readonly Asked[]> {
  const open = page.locator('#floats').locator('button, input, select, a, [role="option"]');
  const isOpen = (await open.filter({ visible: true }).count()) > 0;
  const targets = { rules: [TARGET_SIZE] };
  return [{ rules: undefined }, isOpen ? { ...targets, under: '#floats' } : targets];
}

async function violations(page: Page, { rules, under }: Asked): Promise<readonly string[]> {
  // A page keeps it until it is left: to send it again for each look took longer than the looks.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const options: axe.RunOptions = { resultTypes: ['violations'] };
  if (rules !== undefined) options.runOnly = { type: 'rule', values: [...rules] };
  const asked = [under ?? ':root', options].map((each) => JSON.stringify(each)).join(', ');
  const { violations: found } = await page.evaluate<axe.AxeResults>(`axe.run(${asked})`);
  return found.map(({ id, nodes }) => {
    const places = nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message}`);
    return `${id}: ${places.join('; ')}`;
  });
}

/** As the switch of colours does, but without a menu over the page that is looked at. */
const paint = (page: Page, scheme: Scheme): Promise<void> =>
  page.locator(':root').evaluate((root, chosen) => {
    root.dataset.mantineColorScheme = chosen === 'light' ? 'light' : 'dark';
    root.dataset.contrast = chosen === 'contrast' ? 'more' : 'usual';
    // Colours that are still on their way are nobody's.
    for (const change of root.getAnimations({ subtree: true })) {
      if ('transitionProperty' in change) change.finish();
    }
  }, scheme);
