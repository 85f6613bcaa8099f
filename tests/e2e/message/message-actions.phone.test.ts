import { expect, test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, expectAccessible, message, tapMenu } from '../../helpers/talk.ts'

const touched = { hasTouch: true, isMobile: true }

test('[R-138] a finger that rests on a message opens its actions as a sheet', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Rest here')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`, touched)
  await expect(message(page, 'Rest here')).toBeVisible()
  const session = await page.context().newCDPSession(page)
  const box = await message(page, 'Rest here').locator('p').first().boundingBox()
  const point = { x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 }
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
  await expect(page.getByRole('menu')).toBeVisible()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page)
  const heights = await page.getByRole('menu').locator('button').evaluateAll(items => items.map(item => item.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  await page.getByRole('menuitemcheckbox', { name: '🎉' }).tap()
  await expect(message(page, 'Rest here').locator('[data-emoji="🎉"]')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('menu')).toHaveCount(0)
})

test('[R-138] [R-141] a tap on a message shows the button of its actions, 44 pixels high', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Tap me')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`, touched)
  await tapMenu(page, 'Tap me')
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Choose a reaction' }).tap()
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'grinning face', exact: true }).tap()
  const chip = message(page, 'Tap me').locator('[data-emoji="😀"]')
  await expect(chip).toBeVisible()
  expect((await chip.boundingBox())?.height).toBeGreaterThanOrEqual(44)
})

test('[E-03] [R-138] a message drawn aside is quoted, and the other way leads back to the list', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  await samWrites(direct, 'Draw me')
  const { page } = await enter(openVisitor, maya, `/c/${direct}`, touched)
  await expect(message(page, 'Draw me')).toBeVisible()
  const session = await page.context().newCDPSession(page)
  async function draw(distance: number): Promise<void> {
    const box = await message(page, 'Draw me').boundingBox()
    const [x, y] = [(box?.x ?? 0) + 150, (box?.y ?? 0) + 20]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    for (const part of [0.25, 0.5, 0.75, 1]) {
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + distance * part, y }] })
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  await draw(-90)
  await expect(page.locator('[data-composer-reference]')).toContainText('Draw me')
  await expect(composer(page)).toBeFocused()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await draw(90)
  await expect(page).toHaveURL(/\/c$/)
})
