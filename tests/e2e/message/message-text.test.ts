import { hasVisibleCharacter } from '#shared/visible-text.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import { hostileBodies, naughtyBodies } from '../../unit/message/hostile.ts'
import { composer, createTalk, enter, expectAccessible, message, row, timeline } from '../../helpers/talk.ts'

const recipe = '**Bread** for the shop:\n\n1. flour\n2. _fresh_ butter\n\n> as Sam said\n\n```ts\nconst loaves = "twelve"\n```'

test('[E-02] what is written with marks is shown with form, the same from the server and live', async ({ server, openVisitor }) => {
  const { maya, sam, direct, samWrites } = await createTalk(server)
  await samWrites(direct, recipe)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  const bread = message(mayas, 'Bread')
  await expect(bread.locator('strong')).toHaveText('Bread')
  await expect(bread.locator('ol li')).toHaveText(['flour', 'fresh butter'])
  await expect(bread.locator('blockquote')).toHaveText('as Sam said')
  await expect(bread.locator('pre [data-scope=keyword]')).toHaveText('const')
  await expect(row(mayas, direct)).toContainText('Bread for the shop: 1. flour 2. fresh butter')

  await composer(sams).fill('Is the oven on?')
  await composer(sams).selectText()
  await composer(sams).press('ControlOrMeta+b')
  await expect(composer(sams)).toHaveValue('**Is the oven on?**')
  await composer(sams).press('ControlOrMeta+z')
  await expect(composer(sams)).toHaveValue('Is the oven on?')
  await composer(sams).fill('- flour')
  await composer(sams).press('Shift+Enter')
  await composer(sams).pressSequentially('butter')
  await composer(sams).press('Enter')
  await expect(timeline(mayas).locator('article ul li')).toHaveText(['flour', 'butter'])
  await expectAccessible(mayas)
  expect(complaints).toEqual([])
})

test('[E-02] an emoji is found by its name behind a colon', async ({ server, openVisitor }) => {
  const { maya, direct } = await createTalk(server)
  const { page } = await enter(openVisitor, maya, `/c/${direct}`)
  await composer(page).pressSequentially('Fresh :brea')
  await expect(page.getByRole('option', { name: 'bread' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('option', { name: 'bread', exact: true }).click()
  await expect(composer(page)).toHaveValue('Fresh 🍞 ')
  await composer(page).press('Enter')
  await expect(message(page, 'Fresh 🍞')).toBeVisible()
})

test('[E-01] a mention is chosen by keys, shows the name and stands out for whom it means', async ({ server, openVisitor }) => {
  const { maya, sam, group } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${group}`)
  await composer(sams).pressSequentially('Good morning @ok')
  await expect(sams.getByRole('option')).toContainText(['Maya Okafor'])
  await expectAccessible(sams)
  await composer(sams).press('Enter')
  await expect(composer(sams)).toHaveValue('Good morning @Maya Okafor ')
  await expect(sams.getByRole('listbox')).toBeHidden()
  await composer(sams).pressSequentially('and @team')
  await composer(sams).press('Escape')
  await composer(sams).press('Enter')
  const greeting = message(mayas, 'Good morning @Maya Okafor and @team')
  await expect(greeting.locator('[data-mention]')).toHaveText(['@Maya Okafor', '@team'])
  // Maya is meant by her name, as a client not by "team".
  await expect(greeting.locator('[data-means-me]')).toHaveText(['@Maya Okafor'])
  await expect(message(sams, 'Good morning').locator('[data-means-me]')).toHaveText(['@team'])
  await expect(row(mayas, group)).toContainText('Sam Berger: Good morning @Maya Okafor and @team')
  expect(complaints).toEqual([])
})

test('[S-27] [S-45] code is coloured away from the page, so that slow code holds up neither the page nor the next code', async ({ server, openVisitor }) => {
  const { maya, direct, samWrites } = await createTalk(server)
  // Its grammar takes about a second for this.
  const slow = `\`\`\`cpp\n${'Aa'.repeat(4_990)}\n\`\`\``
  await samWrites(direct, slow, slow, '```ts\nconst loaves = "twelve"\n```')
  const { page, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  await expect(timeline(page).locator('pre [data-scope=keyword]')).toHaveText('const')
  expect(page.workers().map(worker => worker.url())).toEqual([expect.stringContaining('code-worker')])
  await composer(page).fill('Thank you')
  await composer(page).press('Enter')
  await expect(message(page, 'Thank you')).toBeVisible()
  expect(complaints).toEqual([])
})

test('[S-22] messages of attackers are text: no dialog, no report, no script and no handler', async ({ server, openVisitor }) => {
  const { maya, direct, group, samWrites } = await createTalk(server)
  const bodies = [...hostileBodies, ...naughtyBodies.filter(body => body.isWellFormed() && hasVisibleCharacter(body)), 'That was all']
  await samWrites(direct, ...bodies)
  const { page, complaints } = await enter(openVisitor, maya, `/c/${group}`)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    return dialog.dismiss()
  })
  // It opens where she has not read yet, at the first of them. Only what is near is in the page.
  await page.goto(`/c/${direct}`)
  const seen = new Set<string>()
  await expect(async () => {
    await timeline(page).evaluate((log) => {
      const isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 1
      if (isAtEnd) log.scrollTo({ top: 0 })
      else log.scrollBy({ top: log.clientHeight / 2 })
    })
    const found = await timeline(page).evaluate(log => ({
      ids: [...log.querySelectorAll<HTMLElement>('article')].map(article => article.dataset.message ?? ''),
      strange: [...log.querySelectorAll('script, img, iframe, svg, style, math, form, input')].map(element => element.outerHTML),
      handlers: [...log.querySelectorAll('*')].flatMap(element => element.getAttributeNames().filter(name => name.startsWith('on'))),
      links: [...log.querySelectorAll('a')].map(link => link.protocol).filter(protocol => !['http:', 'https:', 'mailto:'].includes(protocol)),
    }))
    for (const id of found.ids) seen.add(id)
    expect(found).toMatchObject({ strange: [], handlers: [], links: [] })
    expect(seen.size).toBe(bodies.length)
  }).toPass()
  await expect(message(page, 'That was all')).toBeVisible()
  expect(dialogs).toEqual([])
  expect(complaints).toEqual([])
})
