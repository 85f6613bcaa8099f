import { readFailure } from '#client/api/failure.ts'

/**
 * Ends the session on the server first, then here: what this browser keeps of the person goes, and
 * sign-in is loaded anew. When the server cannot be asked, the person stays and `problem` says why.
 */
export function useSignOut() {
  const endSession = useEndSession()
  const { request } = useApi()
  const { failureText } = useErrorText()
  const problem = ref('')

  async function signOut() {
    problem.value = ''
    await endSession(() => request('logout')).catch((thrown: unknown) => problem.value = failureText(readFailure(thrown)))
  }

  return { signOut, problem }
}
