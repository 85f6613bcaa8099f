import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useInvitationList } from '../../../composables/invitations/useInvitationList.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

describe('the list of invitations', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('sends an invitation again without reloading, and shows a failure', async () => {
    const { calls, request } = answeredByHand()
    const { resend, failure } = mounted({ useAttempt, readFailure, useApi: () => ({ request }) }, () => useInvitationList({ projectId: 'bakery' })).result
    const resending = resend('one')
    calls[0]?.succeed(null)
    expect([await resending, calls[0]?.input, calls.length]).toEqual([true, { params: { invitationId: 'one' } }, 1])
    const failing = resend('one')
    calls[1]?.fail(lost())
    expect([await failing, failure.value?.code]).toEqual([false, 'network'])
  })
})
