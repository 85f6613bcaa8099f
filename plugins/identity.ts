/** Whose messages the stores hold: the signed-in person's, and nobody else's after a change. */
export default defineNuxtPlugin({
  name: 'identity',
  setup() {
    const { account } = useAccount()
    const stores = [useConversationsStore(), useThreadsStore(), useReferredStore(), useBookmarksStore()]
    watch(() => account.value?.id ?? '', id => stores.forEach(store => store.beginSession(id)), { immediate: true, flush: 'sync' })
  },
})
