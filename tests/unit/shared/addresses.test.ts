import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { registry } from '#shared/contracts/registry.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'

const contracts = [...registry, ...adminRegistry].map(contract => [contract.operation, contract] as const)

describe('addresses, which proxies and histories keep', () => {
  it.each(contracts)('[S-39] %s takes no secret and no words of a message in its own', (_, { path, query }) => {
    const { properties = {} } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as { properties?: object }
    const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect([...parameters, ...Object.keys(properties)].join(' ')).not.toMatch(/password|token|secret|code|body|email/i)
  })
})
