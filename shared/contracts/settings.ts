import { z } from 'zod'
import { conversationSettings } from './conversation-settings.ts'
import { defineContract } from './contract.ts'
import { conversation } from './conversations.ts'
import { counter, counterInQuery, id, pageSize, timestamp, title } from './fields.ts'

const inConversation = z.strictObject({ conversationId: id })

export const updateSettings = defineContract('updateSettings', {
  summary: 'Change the settings of a conversation; only groups have a title, a picture and rights',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: conversationSettings.extend({ title }).partial(),
  response: conversation,
  errors: ['not_found', 'forbidden'],
})

/** One change of the settings, with old and new values. The set of fields may change between releases. */
export const settingsVersion = z.strictObject({
  version: counter.min(1),
  changedById: id.nullable(),
  /** Empty when the account was deleted. */
  changedByName: z.string(),
  changedAt: timestamp,
  changes: z.array(z.strictObject({ field: z.string(), from: z.json(), to: z.json() })),
  /** The version that this change restored; 0 is the initial state. */
  restoredVersion: counter.nullable(),
})

export const listSettingsVersions = defineContract('listSettingsVersions', {
  summary: 'List the changes of the settings, latest first; `before` is the last version of the previous page',
  access: 'user',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({ before: counterInQuery.optional(), limit: pageSize }),
  response: z.array(settingsVersion),
  errors: ['not_found'],
})

export const restoreSettings = defineContract('restoreSettings', {
  summary: 'Restore the settings of an earlier version; 0 is the initial state',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ version: counter }),
  response: conversation,
  errors: ['not_found', 'forbidden'],
})
