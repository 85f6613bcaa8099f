import { z } from 'zod'
import { makeContract } from '#shared/contracts/contract.ts'
import { conversationStatus, conversationType } from '#shared/contracts/conversations.ts'
import { counter, id, line, pageSize, timestamp } from '#shared/contracts/fields.ts'
import { QUERY_MAX_LENGTH } from '#shared/limits.ts'
import { adminRoutes } from './routes.ts'

/** The figures of the overview. Times are in seconds; a figure without data is null, never zero. */
export const adminOverview = z.strictObject({
  people: counter,
  activeConversations: counter,
  messagesLastDay: counter,
  /** The last 24 hours, the oldest first; hours without messages count 0. */
  messagesPerHour: z.array(z.strictObject({ hour: timestamp, count: counter })),
  /** Average time to the first reply by someone else, in seconds, over all conversations. */
  averageResponseTime: z.number().nullable(),
  activeProjects: counter,
  /** Active projects with a message in the last 30 days. */
  messagingProjects: counter,
  /** Proxies missing in `TRUSTED_PROXIES`: limits by address are off for requests through them. */
  untrustedProxies: z.array(z.string()),
})

/** A conversation in the admin list: participants and counts, never messages. */
export const adminConversation = z.strictObject({
  id,
  type: conversationType,
  status: conversationStatus,
  title: z.string().nullable(),
  projectName: z.string().nullable(),
  participants: z.array(z.string()),
  messageCount: counter,
  createdAt: timestamp,
  lastMessageAt: timestamp.nullable(),
})

export const readOverview = makeContract('readOverview', adminRoutes.readOverview, {
  summary: 'Figures of the whole installation (administrators)',
  access: 'user',
  limits: ['read'],
  response: adminOverview,
  errors: ['forbidden'],
})

export const listAllConversations = makeContract('listAllConversations', adminRoutes.listAllConversations, {
  summary: 'All conversations, the newest first (administrators)',
  access: 'user',
  limits: ['read'],
  query: z.strictObject({
    status: conversationStatus.optional(),
    type: conversationType.optional(),
    query: line(QUERY_MAX_LENGTH).default(''),
    /** The id of the last conversation of the previous page. */
    after: id.optional(),
    limit: pageSize,
  }),
  response: z.array(adminConversation),
  errors: ['forbidden'],
})

export type AdminOverview = z.output<typeof adminOverview>
export type AdminConversation = z.output<typeof adminConversation>
