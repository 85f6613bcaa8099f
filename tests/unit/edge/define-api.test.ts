import type { EventHandler } from 'h3'
import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Access } from '#shared/contracts/contract.ts'
import { makeContract } from '#shared/contracts/contract.ts'
import type { RateLimitName } from '#shared/limits.ts'
import { signAccessToken } from '#server/domain/authentication/access-token.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { defineApi } from '#server/utils/define-api.ts'

const maya = { userId: 'maya', sessionId: 'laptop' }

/** A request for a note, and whether anybody has read its body. */
interface Asked {
  status: number
  code: string | undefined
  bodyWasRead: boolean
}

/** Asks a handler as Maya, or as a stranger, from an address of the test's own. */
async function ask(handler: EventHandler, { token, body = '{"text":"flour"}' }: { token?: string | undefined, body?: string } = {}): Promise<Asked> {
  const message = new IncomingMessage(new Socket())
  const authorization = token && { authorization: `Bearer ${token}` }
  Object.assign(message, { method: 'POST', url: '/api/v1/notes', headers: { 'content-type': 'application/json', ...authorization } })
  message.push(body)
  message.push(null)
  const event = createEvent(message, new ServerResponse(message))
  Object.assign(event.context, { address: '203.0.113.7', requestId: 'test' })
  const answer = await handler(event) as { error?: { code: string } }
  return { status: event.node.res.statusCode, code: answer.error?.code, bodyWasRead: message.readableDidRead }
}

/** A route that takes a note; the handler says what it does with the actor. */
function noteRoute({ access = 'user_in_statement', limits, handle = markPermissionChecked }: { access?: Access, limits: RateLimitName[], handle?: typeof markPermissionChecked }) {
  const contract = makeContract('takeNote', ['POST', '/api/v1/notes'], { summary: '', access, limits, body: z.strictObject({ text: z.string() }), response: z.strictObject({}) })
  return defineApi(contract, ({ actor }) => {
    handle(actor)
    return {}
  })
}

async function useUp(name: RateLimitName, key: string): Promise<void> {
  await rateLimiters()[name].penalty(key, 100_000)
}

describe('a route', () => {
  let token: string

  beforeEach(async () => {
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s' }))
    logger.set(createLogger('silent'))
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 }))
    token = await signAccessToken(maya)
  })
  afterEach(() => {
    for (const part of [config, logger, rateLimiters]) part.clear()
  })

  it('[T-29] that asked no rule before it answered a person has failed, and says nothing of what it found', async () => {
    const limits: RateLimitName[] = ['read']
    expect(await ask(noteRoute({ limits, handle: () => undefined }), { token })).toMatchObject({ status: 500, code: 'internal' })
    expect(await ask(noteRoute({ limits }), { token })).toMatchObject({ status: 200, code: undefined })
    // Where anyone may call there is nobody to ask a rule about.
    expect(await ask(noteRoute({ limits: ['public'], access: 'anyone', handle: () => undefined }))).toMatchObject({ status: 200 })
  })

  it('[S-38] refuses an address over its limit before it looks for a session and reads the body', async () => {
    const route = noteRoute({ access: 'user', limits: ['mail', 'password'] })
    // There is no database: a look-up would fail.
    expect(await ask(route, { token })).toMatchObject({ status: 500, bodyWasRead: false })
    await useUp('mail', '203.0.113.7')
    expect(await ask(route, { token })).toEqual({ status: 429, code: 'too_many_requests', bodyWasRead: false })
    expect(await ask(route)).toEqual({ status: 429, code: 'too_many_requests', bodyWasRead: false })
  })

  it('[S-38] refuses a person over their limit before it reads the body, and a stranger for being one', async () => {
    const route = noteRoute({ limits: ['send'] })
    await useUp('send', 'maya')
    expect(await ask(route, { token, body: 'no JSON' })).toEqual({ status: 429, code: 'too_many_requests', bodyWasRead: false })
    expect(await ask(route)).toMatchObject({ status: 401 })
    expect(await ask(route, { token: await signAccessToken({ ...maya, userId: 'sam' }), body: 'no JSON' })).toMatchObject({ status: 400, bodyWasRead: true })
  })
})
