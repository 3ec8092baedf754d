import type { Locator, Page } from 'playwright-core';

/** What an agent presses and sees, in the words of the screen. */
export class AgentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get callStatus(): Locator {
    return this.page.getByRole('region', { name: 'Call status' });
  }

  get note(): Locator {
    return this.page.getByRole('textbox', { name: 'Note' });
  }

  get offer(): Locator {
    return this.page.getByRole('alertdialog', { name: 'Interaction preview' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  status(name: string | RegExp): Locator {
    return this.button(name instanceof RegExp ? name : `My Status: ${name}`);
  }

  phone(word: string): Locator {
    return this.button(`My Phone: ${word}`);
  }

  async setStatus(item: string): Promise<void> {
    await this.button(/^My Status/).click();
    await this.page.getByRole('menuitem', { name: item }).first().click();
  }

  /** What a supervisor has done with a campaign is read once. */
  async confirm(notice: 'Campaign loaded' | 'Campaign started'): Promise<void> {
    const shown = this.page.getByRole('alertdialog', { name: notice });
    await shown.getByRole('button', { name: 'OK' }).click();
    await shown.waitFor({ state: 'detached' });
  }

  async accept(): Promise<void> {
    await this.offer.getByRole('button', { name: /^Accept/ }).click();
  }

  async press(name: string): Promise<void> {
    await this.button(new RegExp(`^${name}`)).click();
  }

  async says(word: string): Promise<void> {
    await this.callStatus.getByText(word).first().waitFor();
  }

  async dispose(label: string): Promise<void> {
    const codes = this.page.getByRole('combobox', { name: 'Disposition code' });
    await codes.click();
    await codes.fill(label);
    await this.page.getByRole('option', { name: label, exact: true }).click();
  }

  async endCall(): Promise<void> {
    await this.press('End call');
    await this.says('Ended');
  }
}
