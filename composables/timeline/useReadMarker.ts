/** `markRead(seq)`: the reader has seen everything up to it. Call it as often as you like. */
export function useReadMarker(conversationId: string) {
  const client = useClient()
  return { markRead: (seq: number) => client().messaging.markers.markRead(conversationId, seq) }
}
