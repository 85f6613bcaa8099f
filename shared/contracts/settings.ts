import { z } from 'zod'
import { conversationSettings } from './conversation-settings.ts'
import { defineContract } from './contract.ts'
import { conversation } from './conversations.ts'
import { counter, counterInQuery, id, pageSize, timestamp, title } from './fields.ts'

const inConversation = z.strictObject({ conversationId: id })

export const updateSettings = defineContract('updateSettings', {
  summary: 'Change settings of a conversation; the title, the picture and the rights are a group\'s only',
  access: 'person',
  limits: ['command'],
  params: inConversation,
  body: conversationSettings.extend({ title }).partial(),
  response: conversation,
  errors: ['not_found', 'forbidden'],
})

/** One change of the settings: each field from what to what. Fields come and go with releases. */
export const settingsVersion = z.strictObject({
  version: counter.min(1),
  changedById: id.nullable(),
  /** Empty when the account was deleted. */
  changedByName: z.string(),
  changedAt: timestamp,
  changes: z.array(z.strictObject({ field: z.string(), from: z.json(), to: z.json() })),
  /** The version that this one brought back; 0 is how it was in the beginning. */
  restoredVersion: counter.nullable(),
})

export const listSettingsVersions = defineContract('listSettingsVersions', {
  summary: 'Who changed which settings when, the latest first; `before` is the last version that you have',
  access: 'person',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({ before: counterInQuery.optional(), limit: pageSize }),
  response: z.array(settingsVersion),
  errors: ['not_found'],
})

export const restoreSettings = defineContract('restoreSettings', {
  summary: 'Bring the settings back to what they were at a version; 0 is the beginning',
  access: 'person',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ version: counter }),
  response: conversation,
  errors: ['not_found', 'forbidden'],
})
