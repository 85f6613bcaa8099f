import { readFailure, type Failure } from '#client/api/failure.ts'
import type { InvitationDetails } from '#shared/types.ts'
import { storedInvitation } from './storedInvitation'

/** Errors that say nothing about the invitation itself: a retry may succeed. */
const PASSING: readonly string[] = ['network', 'unavailable', 'internal', 'too_many_requests']

/**
 * The invitation whose link was opened, and the action to join. Its token is in the URL
 * fragment, which never reaches a server, log or referrer, so only the browser can read it.
 */
export function useReceivedInvitation() {
  const nuxtApp = useNuxtApp()
  const route = useRoute()
  const client = useClient()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  const token = ref('')
  const invitation = shallowRef<InvitationDetails>()
  const refusal = shallowRef<Failure>()
  /** Neither the URL nor this tab holds a token. */
  const isMissing = ref(false)
  const isLoading = computed(() => !invitation.value && !refusal.value && !isMissing.value)
  const canRetry = computed(() => PASSING.includes(refusal.value?.code ?? ''))

  /** Older links have the token in their path. They work until version 0.3. */
  const urlToken = () => route.hash.slice(1) || String(route.params.token ?? '')

  async function open(wanted: string): Promise<void> {
    token.value = wanted
    invitation.value = refusal.value = undefined
    isMissing.value = wanted === ''
    if (isMissing.value) return
    // At once: after sign-in the URL no longer contains the token.
    storedInvitation.store(wanted)
    const answer = await read(wanted)
    if (token.value !== wanted) return
    invitation.value = answer.invitation
    refusal.value = answer.refusal
    if (answer.refusal && !canRetry.value) storedInvitation.clear()
  }

  async function read(wanted: string): Promise<{ invitation?: InvitationDetails, refusal?: Failure }> {
    try {
      return { invitation: await request('readInvitation', { body: { token: wanted } }) }
    }
    catch (thrown) {
      const refused = readFailure(thrown)
      return { refusal: ['invalid', 'malformed'].includes(refused.code) ? { code: 'invitation_invalid' } : refused }
    }
  }

  onMounted(() => {
    watch(urlToken, token => open(token || storedInvitation.read()), { immediate: true })
    // From now on the token is in no requested URL and in no referrer.
    if (route.params.token) void navigateTo({ path: '/invite', hash: `#${urlToken()}` }, { replace: true })
  })

  /** Accepts the invitation and opens its group or project. */
  async function accept(): Promise<void> {
    const { conversationId, projectId } = await request('acceptInvitation', { body: { token: token.value } })
    storedInvitation.clear()
    await refreshNuxtData('projects')
    await navigateTo(conversationId === null ? `/p/${projectId}` : `/c/${conversationId}`)
  }

  /** Signs out to join with another account. Signing out may clear the browser's storage. */
  async function changeAccount(): Promise<void> {
    await client().settle()
    await request('logout')
    storedInvitation.store(token.value)
    await nuxtApp.callHook('session:ended')
  }

  return {
    token,
    invitation,
    refusal,
    isMissing,
    isLoading,
    canRetry,
    busy,
    failure,
    accept,
    retry: () => open(token.value),
    join: () => attempt(accept),
    changeAccount: () => attempt(changeAccount),
  }
}
