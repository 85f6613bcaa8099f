/** `sync()` compares with the server now; `catchUp(id)` does it for one conversation. Both repeat themselves after a failure. */
export function useSync() {
  const device = useClient()
  return {
    sync: () => device().client.heads.sync(),
    catchUp: (conversationId: string) => device().client.changes.catchUp(conversationId),
  }
}
