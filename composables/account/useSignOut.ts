import { readFailure } from '#client/api/failure.ts'

/**
 * Signs out on the server first, then here: removes the user's data from this browser and
 * loads the sign-in page. If the request fails, the user stays signed in and `problem` says why.
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
