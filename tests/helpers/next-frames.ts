import type { Page } from '@playwright/test'

/** Until the page has been drawn as it is now: colours that are changing have none that counts before. */
export async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}
