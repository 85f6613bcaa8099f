/** `markRead(seq)`: the reader has seen everything up to it. Call it as often as you like. */
export function useReadMarker(conversationId: string) {
  const device = useClient()
  return { markRead: (seq: number) => device().client.markers.markRead(conversationId, seq) }
}
