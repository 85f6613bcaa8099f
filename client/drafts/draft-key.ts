import type { Draft } from '#shared/types.ts'

const THREAD = 'thread:'

/** Identifies a draft on this device: the conversation's id, or `thread:` and the id of the thread's root. */
export type DraftKey = string

export function threadDraftKey(rootId: string): DraftKey {
  return THREAD + rootId
}

export function draftKeyOf({ conversationId, rootId }: Draft): DraftKey {
  return rootId === null ? conversationId : threadDraftKey(rootId)
}

/** The root of the thread; undefined for a conversation. */
export function rootIdOf(key: DraftKey): string | undefined {
  return key.startsWith(THREAD) ? key.slice(THREAD.length) : undefined
}
