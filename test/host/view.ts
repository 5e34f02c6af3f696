import type { Locator, Page } from 'playwright-core';
import { succeeds, until } from './until.ts';

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

  /** Opens a group of the tree, unless it is open. */
  async openGroup(text: string | RegExp): Promise<void> {
    const group = this.rows(text).first();
    // A click that meets a refresh of the tree is lost, and a second one closes what a first one opened.
    await until(`the group ${text} to open`, async () => {
      if ((await group.getAttribute('aria-expanded')) !== 'true') {
        await group.click();
      }
      return await succeeds(group.and(this.page.locator('[aria-expanded=true]')).waitFor({ timeout: 10_000 }));
    });
  }

  /** A row, scrolled to: of a tree longer than its view only the rows in sight exist. */
  async reveal(row: Locator): Promise<Locator> {
    const body = this.pane.locator('.pane-body');
    const isInSight = async () => {
      const [outer, inner] = [await body.boundingBox(), await row.first().boundingBox({ timeout: 1000 })];
      return outer !== null && inner !== null && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
    };
    await body.hover({ position: { x: 20, y: 5 } });
    await this.page.mouse.wheel(0, -1_000_000);
    await until(`a row below the others: ${row}`, async () => {
      if (await isInSight().catch(() => false)) {
        return true;
      }
      await this.page.mouse.wheel(0, 44);
      return false;
    });
    return row.first();
  }

  async openRow(text: string | RegExp): Promise<void> {
    await this.rows(text).first().click();
  }

  /** Presses a button that a row shows when the mouse is over it. */
  async rowAction(text: string | RegExp, action: string): Promise<void> {
    const row = this.rows(text).first();
    // A tree that is filled anew takes the buttons away until the mouse moves again.
    await until(`${action} at ${text}`, async () => {
      await row.hover();
      return await succeeds(row.getByRole('button', { name: action }).click({ timeout: 5000 }));
    });
  }
}
