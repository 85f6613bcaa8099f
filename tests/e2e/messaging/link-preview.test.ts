import { expect, test } from '../../helpers/browser-test.ts'
import { createTalk, enter, expectAccessible, message, say } from './talk.ts'

const preview = {
  url: 'https://lume.example/menu', title: 'Osteria Lume', description: 'Fish of the day, by the harbour', siteName: 'Lume',
}

test('[E-08] a preview is a safe link for everybody, and its author takes it off for everybody', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  await say(mayas, 'The menu is up: https://lume.example/menu')
  await expect(message(mayas, 'The menu').locator('[data-state=sent]')).toBeVisible()
  // What the job finds out; the page itself does not exist.
  await server.database.query('UPDATE messages SET preview = $1 WHERE conversation_id = $2', [JSON.stringify(preview), direct])
  await mayas.reload()
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)

  const card = mayas.getByRole('group', { name: 'What the link leads to' })
  const link = card.getByRole('link')
  await expect(link).toContainText('Lume · lume.example')
  await expect(link).toHaveAttribute('href', preview.url)
  await expect(link).toHaveAttribute('rel', /noopener noreferrer/)
  await expectAccessible(mayas)
  await expect(sams.getByText(preview.description)).toBeVisible()
  await expect(sams.getByRole('button', { name: 'Remove the preview' })).toHaveCount(0)

  await card.getByRole('button', { name: 'Remove the preview' }).click()
  await expect(card).toBeHidden()
  await expect(message(mayas, 'The menu').locator('[data-more]')).toBeFocused()
  await expect(sams.getByText(preview.description)).toBeHidden()
  expect(complaints).toEqual([])
})
