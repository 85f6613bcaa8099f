import { readFailure } from '#client/api/failure.ts'

/** An invitation for whoever opened its link: what it is for, and the way in. */
export async function useInvitation(token: string) {
  const nuxtApp = useNuxtApp()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  // A refusal is an answer, too: it comes with the page, with its code.
  const { data } = await useAsyncData('invitation', async () => {
    try {
      return { invitation: await request('readInvitation', { body: { token } }), refusal: undefined }
    }
    catch (thrown) {
      return { invitation: undefined, refusal: readFailure(thrown) }
    }
  })

  /** Comes in and goes there. */
  async function enter(): Promise<void> {
    const { conversationId, projectId } = await request('acceptInvitation', { body: { token } })
    await refreshNuxtData('projects')
    await navigateTo(conversationId === null ? `/p/${projectId}` : `/c/${conversationId}`)
  }

  return {
    invitation: computed(() => data.value?.invitation),
    refusal: computed(() => data.value?.refusal),
    busy,
    failure,
    enter,
    join: () => attempt(enter),
    /** Signs out, and comes back here as somebody else. */
    changeAccount: () => attempt(async () => {
      await request('logout')
      await nuxtApp.callHook('session:ended')
    }),
  }
}
