/**
 * Ends the session on the server first, then here: what this browser keeps of the person goes, and
 * sign-in is loaded anew. When the server cannot be asked, the person stays and `problem` says why.
 */
export function useSignOut() {
  const nuxtApp = useNuxtApp()
  const { request } = useApi()
  const { failureText } = useErrorText()
  const problem = ref('')

  async function signOut() {
    problem.value = ''
    try {
      await request('logout')
      await nuxtApp.callHook('session:ended')
    }
    catch (thrown) {
      problem.value = failureText(readFailure(thrown))
    }
  }

  return { signOut, problem }
}
