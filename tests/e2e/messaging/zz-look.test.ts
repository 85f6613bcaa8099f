import { test } from '../../helpers/browser-test.ts'
import { composer, createTalk, enter, message, say } from './talk.ts'

test('look', async ({ server, openVisitor }) => {
  const { maya, sam, group, samWrites } = await createTalk(server)
  await samWrites(group, `**Bread** for the shop, <@${maya.id}>:\n\n1. flour\n2. _fresh_ butter\n   - salted\n\n> as Lena said\n> twice\n\nUse \`oven.on()\`:\n\n\`\`\`ts\n// every morning\nexport function bake(count: number): string {\n  const name = "loaf of bread that is quite long, longer than a phone is wide"\n  return \`\${count} \${name}\`\n}\n\`\`\``, '🎉🥖', 'See https://harbor.example/plan or [the plan](https://harbor.example) <@all>')
  const shots: [string, object][] = [['desk-light', {}], ['desk-dark', { colorScheme: 'dark' }], ['phone-light', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }], ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true }]]
  for (const [name, options] of shots) {
    const { page } = await enter(openVisitor, maya, `/c/${group}`, options)
    if (name === 'desk-light') await say(page, 'Mine:\n- **one**\n- two\n\n```json\n{ "a": 1 }\n```')
    await message(page, 'Mine').locator('pre [data-scope]').first().waitFor()
    await page.getByRole('button', { name: 'Format text' }).click()
    await page.getByRole('toolbar', { name: 'Format' }).waitFor()
    await composer(page).fill('Hi @')
    await page.getByRole('listbox').waitFor()
    await page.screenshot({ path: `/tmp/text/${name}.png` })
  }
  const client = await maya.signIn()
  await client.patch('/api/v1/account/preferences', { messageStyle: 'lines', density: 'compact' })
  const { page } = await enter(openVisitor, maya, `/c/${group}`)
  await message(page, 'Mine').locator('pre [data-scope]').first().waitFor()
  await page.screenshot({ path: '/tmp/text/lines.png' })
})
