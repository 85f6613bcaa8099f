import type { DeviceSession } from '#shared/types.ts'
import { readFailure } from '#client/api/failure.ts'

/** The signed-in devices of the user, the current one first, and the actions to sign them out. */
export function useDeviceSessions() {
  const { request } = useApi()
  const { failureText } = useErrorText()
  const { announce } = useAnnouncements()
  const { t } = useI18n()
  const problem = ref('')
  const { data, error, refresh } = useAsyncData('device-sessions', () => request('listSessions'), { default: () => [] as DeviceSession[] })

  const sessions = computed(() => [...data.value].sort((a, b) => Number(b.current) - Number(a.current)))
  watch(error, thrown => problem.value = thrown ? failureText(readFailure(thrown)) : '', { immediate: true })

  async function attempt(action: () => Promise<unknown>) {
    problem.value = ''
    try {
      await action()
      await announce(t('security.sessions.ended'))
    }
    catch (thrown) {
      problem.value = failureText(readFailure(thrown))
    }
    await refresh()
  }

  const end = (sessionId: string) => attempt(() => request('revokeSession', { params: { sessionId } }))
  const endOthers = () => attempt(() => request('revokeOtherSessions'))

  return { sessions, problem, end, endOthers }
}
