import type { Page } from 'playwright-core';
import { EVERY_PICTURE, picture } from './browser.ts';
import { whatStays } from './stays.ts';

/** Screens of 1366 × 768 and 1280 × 800 at 200 %, in CSS pixels. */
const ZOOMED = [
  { width: 683, height: 384 },
  { width: 640, height: 400 },
];

/**
 * What is lost on the page as it stands when it is zoomed to 200 % (WCAG 2.2, 1.4.4 and 1.4.10):
 * text that is cut off, sideways scrolling, and controls that cannot be scrolled to and pressed.
 */
export async function lostInZoom(page: Page, name: string): Promise<readonly string[]> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const size of ZOOMED) {
    await page.setViewportSize(size);
    const at = `${size.width}x${size.height}`;
    if (EVERY_PICTURE) await picture(page, `screen-${name}-${at}`);
    const lost = await whatStays(async () => [
      ...(await cutOff(page)),
      ...(await outOfReach(page)),
    ]);
    found.push(...lost.map((what) => `${name}, ${at}: ${what}`));
  }
  if (before !== null) await page.setViewportSize(before);
  return found;
}

const cutOff = (page: Page): Promise<readonly string[]> =>
  page.locator(':root').evaluate((root) => {
    const { innerWidth, getComputedStyle } = root.ownerDocument.defaultView;
    const found: string[] = [];
    if (root.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const element of root.querySelectorAll('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.clientWidth <= 1 || element.closest('.unseen, svg, input') !== null) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      const where = `.${element.className} “${element.textContent.slice(0, 60)}”`;
      // A table of figures may be wider than the screen, in a box of its own.
      const isTable = element.querySelector('table') !== null;
      if (isWide && /auto|scroll/.test(overflowX) && !isTable) found.push(`sideways: ${where}`);
      const isCut = (isWide && overflowX === 'hidden') || (isHigh && overflowY === 'hidden');
      if (isCut && element.textContent.trim() !== '') found.push(`cut off: ${where}`);
    }
    return found;
  });

/** What is open lies over the rest on purpose: then only its own controls are looked for. */
const outOfReach = (page: Page): Promise<readonly string[]> =>
  page.locator(':root').evaluate((root) => {
    const document = root.ownerDocument;
    const { innerWidth } = document.defaultView;
    const controls = 'a[href], button, input, select, textarea, [role="option"]';
    const seen = [...root.querySelectorAll(controls)].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        control.offsetWidth > 1 &&
        !control.matches('.unseen, :disabled'),
    );
    const open = seen.filter((control) => control.closest('#floats') !== null);
    const found: string[] = [];
    for (const control of open.length > 0 ? open : seen) {
      control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isHit = hit !== null && (control.contains(hit) || hit.contains(control));
      if (left >= -1 && right <= innerWidth + 1 && isHit) continue;
      const name = control.getAttribute('aria-label') ?? control.textContent.slice(0, 60);
      found.push(`out of reach: ${control.localName} “${name}” under .${hit?.className}`);
    }
    return found;
  });
