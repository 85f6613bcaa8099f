import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { clientEvents, serverEvents } from '#shared/contracts/events.ts'

it('[R-155] docs/realtime.md names every event, and none that is not', async () => {
  const page = await readFile('docs/realtime.md', 'utf8')
  const [, table = ''] = page.split('## Events')
  const named = table.split('\n## ')[0]?.matchAll(/`([a-z]+:[a-z]+)`/g) ?? []
  expect([...new Set([...named].map(([, name]) => name))].sort()).toEqual(Object.keys({ ...serverEvents, ...clientEvents }).sort())
})
