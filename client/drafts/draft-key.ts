import type { Draft } from '#shared/types.ts'

const THREAD = 'thread:'

/** Where a draft stands on this device: a conversation's id, or `thread:` and that of a root. */
export type DraftPlace = string

export function threadPlace(rootId: string): DraftPlace {
  return THREAD + rootId
}

export function placeOf({ conversationId, rootId }: Draft): DraftPlace {
  return rootId === null ? conversationId : threadPlace(rootId)
}

/** The root of the thread; undefined for a conversation. */
export function rootOf(place: DraftPlace): string | undefined {
  return place.startsWith(THREAD) ? place.slice(THREAD.length) : undefined
}
