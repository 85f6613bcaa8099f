import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useLinkPreview } from '../../../composables/previews/useLinkPreview.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

describe('the preview of a link', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is announced as removed only after the server removed it', async () => {
    const announce = vi.fn()
    const { calls, request } = answeredByHand()
    const globals = { useAttempt, readFailure, useAnnouncements: () => ({ announce }), useI18n: () => ({ t: (key: string) => key }), useMessageCommands: () => ({ removePreview: (id: string) => request('removePreview', id) }) }
    const { remove, failure } = mounted(globals, () => useLinkPreview(() => 'one')).result
    const failing = remove()
    calls[0]?.fail(lost())
    expect([await failing, failure.value?.code, announce.mock.calls.length]).toEqual([false, 'network', 0])
    const removing = remove()
    calls[1]?.succeed(null)
    expect([await removing, announce.mock.calls]).toEqual([true, [['messaging.linkPreview.removed']]])
  })
})
