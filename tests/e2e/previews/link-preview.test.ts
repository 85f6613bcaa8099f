import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message, say } from '../../helpers/talk.ts'

const url = 'https://lume.example/menu'
const facts = { title: 'Osteria Lume', description: 'Fish of the day, by the harbour', siteName: 'Lume' }

test('[E-08] a preview is a safe link for everybody, and its author takes it off for everybody', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  // As if the page had been asked before: it does not exist.
  await server.database.query('INSERT INTO link_previews (url, facts, fetched_at) VALUES ($1, $2, now())', [url, JSON.stringify(facts)])
  await say(mayas, `The menu is up: ${url}`)

  const card = mayas.getByRole('group', { name: 'Link preview' })
  const link = card.getByRole('link')
  await expect(link).toContainText('Lume · lume.example')
  await expect(link).toHaveAttribute('href', url)
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/)
  await expectAccessible(mayas)
  await expect(sams.getByText(facts.description)).toBeVisible()
  await expect(sams.getByRole('button', { name: 'Remove preview' })).toHaveCount(0)

  await card.getByRole('button', { name: 'Remove preview' }).click()
  await expect(card).toBeHidden()
  await expect(message(mayas, 'The menu').locator('[data-more]')).toBeFocused()
  await expect(sams.getByText(facts.description)).toBeHidden()
  expect(complaints).toEqual([])
})
