import { readFailure, type Failure } from '#client/api/failure.ts'
import type { InvitationDetails } from '#shared/types.ts'
import { storedInvitation } from './storedInvitation'

/** Answers that say nothing about the invitation: it may be asked for again. */
const PASSING: readonly string[] = ['network', 'unavailable', 'internal', 'too_many_requests']

/**
 * The invitation whose link was opened: what it is for, and the way in. Its token is the fragment of
 * the address, which no server, log or referrer ever sees, so only the browser can ask.
 */
export function useReceivedInvitation() {
  const nuxtApp = useNuxtApp()
  const route = useRoute()
  const { request } = useApi()
  const { busy, failure, attempt } = useAttempt()

  const token = ref('')
  const invitation = shallowRef<InvitationDetails>()
  const refusal = shallowRef<Failure>()
  /** The address holds no token, and neither does this tab. */
  const isMissing = ref(false)
  const isLoading = computed(() => !invitation.value && !refusal.value && !isMissing.value)
  const canRetry = computed(() => PASSING.includes(refusal.value?.code ?? ''))

  /** Older links have the token in their path. They work until version 0.3. */
  const writtenToken = () => route.hash.slice(1) || String(route.params.token ?? '')

  async function open(wanted: string): Promise<void> {
    token.value = wanted
    invitation.value = refusal.value = undefined
    isMissing.value = wanted === ''
    if (isMissing.value) return
    // At once: after sign-in the address no longer carries the token.
    storedInvitation.keep(wanted)
    const answer = await read(wanted)
    if (token.value !== wanted) return
    invitation.value = answer.invitation
    refusal.value = answer.refusal
    if (answer.refusal && !canRetry.value) storedInvitation.forget()
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
    watch(writtenToken, written => open(written || storedInvitation.read()), { immediate: true })
    // From here on the token is in no address that is asked for, and not in the next one's referrer.
    if (route.params.token) void navigateTo({ path: '/invite', hash: `#${writtenToken()}` }, { replace: true })
  })

  /** Comes in and goes there. */
  async function enter(): Promise<void> {
    const { conversationId, projectId } = await request('acceptInvitation', { body: { token: token.value } })
    storedInvitation.forget()
    await refreshNuxtData('projects')
    await navigateTo(conversationId === null ? `/p/${projectId}` : `/c/${conversationId}`)
  }

  /** Signs out, and comes back here as somebody else. Signing out may empty the browser's storage. */
  async function changeAccount(): Promise<void> {
    await request('logout')
    storedInvitation.keep(token.value)
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
    enter,
    retry: () => open(token.value),
    join: () => attempt(enter),
    changeAccount: () => attempt(changeAccount),
  }
}
