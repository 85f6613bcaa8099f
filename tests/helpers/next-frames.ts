import type { Page } from '@playwright/test'

/** Until the page has been drawn as it is now and every fade has ended: a colour that is changing has no contrast yet. */
export async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    const ending = document.getAnimations().filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity)
    // One that is cancelled has ended as well.
    await Promise.allSettled(ending.map(animation => animation.finished))
  })
}
