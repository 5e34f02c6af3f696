import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { paths } from './paths.ts';
import { succeeds, until } from './until.ts';
import { View } from './view.ts';

/** A VS Code window as a person uses it: by what is seen and by the keyboard. Every step waits for what it needs. */
export class Workbench {
  readonly page: Page;
  readonly close: () => Promise<void>;

  constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.close = close;
  }

  async runCommand(title: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    const focused = rows.and(this.page.locator('.focused')).first();
    const chosen = rows.filter({ hasText: title }).first();
    const words = `>${title}`;
    await this.openPalette();
    // F1 pressed twice opens the palette anew, without what was typed.
    await until(`${title} in the command palette`, async () => {
      if ((await this.quickInput().inputValue()) !== words) {
        await this.quickInput().fill(words);
      }
      if (await succeeds(chosen.waitFor({ timeout: 3000 }))) return true;
      // A window that still loads shows the commands that it knew when the words were typed.
      await this.quickInput().fill('>');
      return false;
    });
    if ((await focused.textContent())?.includes(title)) {
      await this.quickInput().press('Enter');
    } else {
      await chosen.click();
    }
    // What the command asks next is asked in the same field.
    const palette = async () =>
      (await this.quickInput().isVisible()) && (await this.quickInput().inputValue()) === words;
    await until(`the command palette to close after ${title}`, async () => !(await palette()));
  }

  private async openPalette(): Promise<void> {
    // A webview that is still loading has the focus already and swallows keys.
    await until('F1 to open the command palette', async () => {
      await this.page.keyboard.press('F1');
      return await succeeds(this.quickInput().waitFor({ timeout: 5000 }));
    });
  }

  /** The text field of a quick pick, of an input box or of the command palette. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  async pick(label: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
  }

  /** Answers the input box of this title. */
  async answerInput(title: string, text: string): Promise<void> {
    // The one before it is still there for a moment.
    await this.page.locator('.quick-input-widget:visible').filter({ hasText: title }).waitFor();
    await this.quickInput().fill(text);
    await this.quickInput().press('Enter');
  }

  /** Shows a view of the Dreamwright container. */
  async openView(name: string): Promise<View> {
    const view = new View(this.page, name);
    // Not by the activity bar: a second click there hides what a first one, or an answer, has just opened.
    await this.runCommand(`Focus on ${name} View`);
    await view.pane.locator('.pane-body').waitFor();
    return view;
  }

  /** Waits for a notification that shows the text. */
  async notification(text: string | RegExp): Promise<Locator> {
    const toast = this.page.locator('.notification-toast').filter({ hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    const toast = await this.notification(text);
    // It stays as long as the mouse is over it.
    await toast.hover();
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** Presses a button of the modal dialog that shows the text. */
  async answerDialog(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box').filter({ hasText: text });
    await dialog.getByRole('button', { name: button, exact: true }).click();
  }

  /** Rests the mouse on something until its hover shows the text. */
  async hover(target: Locator, text: string | RegExp): Promise<Locator> {
    const hover = this.page
      .locator('.monaco-hover:visible, .workbench-hover:visible')
      .filter({ hasText: text })
      .first();
    await until(`a hover that shows ${text}`, async () => {
      // What has moved under the mouse since shows nothing until the mouse comes anew.
      await this.page.mouse.move(640, 300);
      await target.hover();
      return await succeeds(hover.waitFor({ timeout: 5000 }));
    });
    return hover;
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  /** The status bar item that an extension made under this id. */
  statusBarItemOf(id: string): Locator {
    return this.page.locator(`.statusbar-item[id$="${id}"]`);
  }

  tab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** Presses a button at the right of the editor's tabs. */
  async editorAction(name: string): Promise<void> {
    await this.page.locator('.editor-actions').getByRole('button', { name }).first().click();
  }

  /** The frame of the webview that holds this element. Webviews are two frames deep, and come late and one by one. */
  async webview(selector: string): Promise<Frame> {
    let found: Frame | null | undefined;
    await until(`a webview that shows ${selector}`, async () => {
      const outer = this.page.locator('iframe.webview');
      const inner = (index: number) => outer.nth(index).contentFrame().frameLocator('iframe').locator(selector).first();
      const shown = Array.from({ length: await outer.count() }, async (_, index) => {
        await inner(index).waitFor({ state: 'attached', timeout: 2000 });
        return await inner(index).elementHandle();
      });
      const element = await Promise.any(shown).catch(() => null);
      found = await element?.ownerFrame();
      return Boolean(found);
    });
    if (!found) {
      throw new Error(`no webview shows ${selector}`);
    }
    return found;
  }

  /** Drags the edge of the side bar. */
  async setSideBarWidth(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (!box) {
      throw new Error('the side bar is hidden');
    }
    const middle = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width + 1, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width + 1, middle, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(box.x + 600, middle);
  }

  /** Two pictures: with a side bar of 240 px, as VS Code's own views must stand, and with a wide one. */
  async photograph(name: string): Promise<void> {
    for (const [label, width] of [
      ['narrow', 240],
      ['wide', 420],
    ] as const) {
      await this.setSideBarWidth(width);
      await this.screenshot(`${name}-${label}`);
    }
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(paths.screenshots, `${name}.png`), animations: 'disabled' });
  }
}
