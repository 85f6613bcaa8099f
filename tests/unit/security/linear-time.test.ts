import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { refusedAddress } from '#server/utils/origin.ts'
import { GROWTH_MAX, growthOf } from './growth.ts'
import { textFunctions } from './text-functions.ts'

// Some hundred thousand calls, on a machine that may have other things to do.
describe('functions that read text from outside', { timeout: 60_000 }, () => {
  beforeAll(() => {
    logger.set(createLogger('silent'))
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', TRUSTED_PROXIES: '10.0.0.0/8' }))
  })
  afterAll(() => {
    for (const bound of [config, logger, refusedAddress]) bound.clear()
  })

  it.each(textFunctions)('[S-27] [S-45] %s takes time in proportion to its text, whatever its shape', async (_name, { read, length, shapes }) => {
    const steep: string[] = []
    for (const { name, fill } of shapes) if (await growthOf(read, fill, length) > GROWTH_MAX) steep.push(name)
    expect(steep).toEqual([])
  })
})

describe('the measure of growth', () => {
  const run = (length: number) => 'a'.repeat(length)

  // What a careless function does for each letter of its text.
  const lookAt = (count: number, text: string) => {
    let sum = 0
    for (let index = 0; index < count; index += 1) sum += text.charCodeAt(index % text.length)
    return sum
  }

  it('[S-45] finds what is quadratic, and a regular expression that trims', async () => {
    expect(await growthOf(text => lookAt(text.length ** 2, text), run, 2_000)).toBeGreaterThan(GROWTH_MAX)
    expect(await growthOf(text => text.replace(/a+$/, ''), length => `${run(length)}b`, 4_000)).toBeGreaterThan(GROWTH_MAX)
  })

  it('[S-45] finds nothing in what is linear', async () => {
    expect(await growthOf(text => lookAt(text.length, text), run, 4_000_000)).toBeLessThan(GROWTH_MAX)
  })
})
