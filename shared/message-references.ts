/**
 * The messages that a message may refer to, each by its id. This is the only list of them: the API,
 * the SQL, the outbox and the timeline derive from it. docs/add-a-feature.md says how to add one.
 *
 * - `parentId`: the message that a reply refers to. It is in the same conversation.
 * - `quotedId`: a message of the same conversation, shown above the text.
 * - `forwardedFromId`: the source of a forward, in any conversation of the author.
 */
export const referenceIds = ['parentId', 'quotedId', 'forwardedFromId'] as const

export type ReferenceId = typeof referenceIds[number]

type Sent = { [Id in ReferenceId]?: string | null | undefined }

/** The reference ids of a message as the server stores them: null where it has none. */
export function storedIdsOf(sent: Sent): Record<ReferenceId, string | null> {
  return recordOf(name => sent[name] ?? null)
}

/** One value for each reference id. */
export function recordOf<Value>(valueOf: (name: ReferenceId) => Value): Record<ReferenceId, Value> {
  return Object.fromEntries(referenceIds.map(name => [name, valueOf(name)])) as Record<ReferenceId, Value>
}
