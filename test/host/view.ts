import type { Locator, Page } from 'playwright-core';

/** One view of the side bar. */
export class View {
  readonly page: Page;
  readonly header: Locator;
  /** Header and body. */
  readonly pane: Locator;

  constructor(page: Page, name: string) {
    this.page = page;
    this.header = page.getByRole('button', { name: `${name} Section` });
    this.pane = page.locator('.pane').filter({ has: this.header });
  }

  /** The rows of the tree that are in sight, or those of them that show the text. */
  rows(text?: string | RegExp): Locator {
    const rows = this.pane.getByRole('treeitem');
    return text === undefined ? rows : rows.filter({ hasText: text });
  }

  /** The rows below the tree's groups. */
  leaves(): Locator {
    return this.rows().and(this.page.locator('[aria-level="2"]'));
  }

  /** What each row shows: its name and the words beside it. */
  async rowTexts(): Promise<readonly string[]> {
    await this.rows().first().waitFor();
    const texts = (await this.rows().all()).map((row) =>
      row.locator('.label-name, .label-description').allInnerTexts(),
    );
    return (await Promise.all(texts)).map((parts) => parts.join(' '));
  }

  async openRow(text: string | RegExp): Promise<void> {
    await this.rows(text).first().click();
  }

  /** Presses a button that a row shows when the mouse is over it. */
  async rowAction(text: string | RegExp, action: string): Promise<void> {
    const row = this.rows(text).first();
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  /** Presses a button in the view's title. */
  async titleAction(action: string): Promise<void> {
    await this.header.hover();
    await this.pane.locator('.pane-header').getByRole('button', { name: action }).click();
  }
}
