/** `sync()` compares with the server now; `catchUp(id)` does it for one conversation. Both repeat themselves after a failure. */
export function useSync() {
  const client = useClient()
  return {
    sync: () => client().messaging.heads.sync(),
    catchUp: (conversationId: string) => client().messaging.changes.catchUp(conversationId),
  }
}
