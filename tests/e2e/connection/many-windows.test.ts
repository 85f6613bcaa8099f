import { USER_SOCKETS_MAX, SESSION_SOCKETS_MAX } from '#shared/limits.ts'
import { expect, test } from '../../helpers/browser-test.ts'
import type { Person } from '../../helpers/server-world.ts'
import { connectSocket, type TestSocket } from '../../helpers/test-socket.ts'
import { createTalk, enter, message, say } from '../../helpers/talk.ts'

/** Opens as many sockets as a person may have, on several devices. */
async function fillUp(person: Person): Promise<TestSocket[]> {
  const sockets: TestSocket[] = []
  while (sockets.length < USER_SOCKETS_MAX) {
    const device = await person.signIn({ as: 'api' })
    const count = Math.min(SESSION_SOCKETS_MAX, USER_SOCKETS_MAX - sockets.length)
    sockets.push(...await Promise.all(Array.from({ length: count }, () => connectSocket(device, { path: '/live/' }))))
  }
  return sockets
}

test('[S-49] one window too many says so, still sends, and connects by itself when another one closes', async ({ server, openVisitor }) => {
  const { maya, sam, direct } = await createTalk(server)
  const { page: sams } = await enter(openVisitor, sam, `/c/${direct}`)
  const sockets = await fillUp(maya)
  const { page: mayas, complaints } = await enter(openVisitor, maya, `/c/${direct}`)
  await expect(mayas.locator('[data-connection=crowded]')).toContainText('too many windows')
  await say(mayas, 'Too many windows, and yet')
  await expect(message(sams, 'Too many windows, and yet')).toBeVisible()
  expect(sockets.every(({ socket }) => socket.connected)).toBe(true)

  sockets[0]?.socket.disconnect()
  await expect(mayas.locator('[data-connection]')).toBeHidden({ timeout: 60_000 })
  await say(sams, 'Live again')
  await expect(message(mayas, 'Live again')).toBeVisible({ timeout: 5_000 })
  expect(complaints).toEqual([])
  for (const { socket } of sockets) socket.disconnect()
})
