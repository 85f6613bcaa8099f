import { vi } from 'vitest'
import type { ErrorCode, ErrorDetails } from '#shared/errors.ts'
import { errorStatus } from '#shared/errors.ts'
import { ApiError } from '#client/api/api-error.ts'
import type { RequestApi, Timers } from '#client/ports.ts'
import { createClock } from '../../simulator/virtual-clock.ts'

type Answer = (input: { params: Record<string, string>, query: Record<string, number>, body: Record<string, unknown>, keepalive?: boolean }) => unknown

/** A clock that a test moves, and a server that answers as the test says, operation by operation. */
export function createScene(answers: Record<string, Answer> = {}) {
  const clock = createClock()
  const timers: Timers = { now: clock.now, set: clock.set, random: () => 0.5 }
  const asked = vi.fn<(operation: string, input: unknown) => void>()

  const request = (async (operation: string, input: Partial<Parameters<Answer>[0]> = {}) => {
    asked(operation, input)
    const answer = answers[operation]
    if (!answer) throw new ApiError({ code: 'network' })
    return answer({ params: {}, query: {}, body: {}, ...input })
  }) as unknown as RequestApi

  /** How often an operation was called. */
  const timesAsked = (operation: string) => asked.mock.calls.filter(([name]) => name === operation).length
  return { clock, timers, request, asked, timesAsked, answers }
}

/** The refusal with this code, as the API client throws it. */
export function refused(code: ErrorCode, details?: ErrorDetails): ApiError {
  return new ApiError({ code, status: errorStatus[code], details })
}

/** The connection broke. */
export const lost = () => new ApiError({ code: 'network' })

/** Throws what a test hands it, for use in an expression. */
export function fail(error: Error): never {
  throw error
}
