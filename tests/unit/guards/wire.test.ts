import { glob, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { clientEvents } from '#shared/contracts/events.ts'
import { routes } from '#shared/routes.ts'

describe('the wire', () => {
  it('[D6.1] every command is an HTTP route; the socket takes only typing and presence', () => {
    expect(Object.keys(clientEvents).sort()).toEqual(['presence:set', 'typing:start', 'typing:stop'])
  })

  it('[R-153] every route carries the version in its path, apart from signing in', () => {
    const unversioned = Object.values(routes).map(([, path]) => path).filter(path => !path.startsWith('/api/v1/'))
    expect(unversioned.every(path => path.startsWith('/api/auth/'))).toBe(true)
  })

  it('[R-165] what will change has a JSON column: settings of conversations and projects, preferences of people', async () => {
    const models = await Promise.all((await Array.fromAsync(glob('prisma/schema/*.prisma'))).map(file => readFile(file, 'utf8')))
    const schema = models.join('\n')
    for (const column of ['settings      Json', 'settings  Json', 'preferences     Json']) expect(schema).toContain(column)
  })
})
