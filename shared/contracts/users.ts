import { z } from 'zod'
import { QUERY_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { id, line, timestamp } from './fields.ts'

export const presenceStatus = z.enum(['online', 'away', 'offline'])

/** The public profile of a user. It contains no e-mail address. */
export const userSummary = z.strictObject({
  id,
  /** Empty when the account was deleted. */
  name: z.string(),
  about: z.string(),
  presence: presenceStatus,
  lastSeenAt: timestamp.nullable(),
})

export const searchUsers = defineContract('searchUsers', {
  summary: 'Find people with whom you share a project',
  access: 'user',
  limits: ['search'],
  query: z.strictObject({ query: line(QUERY_MAX_LENGTH).default(''), projectId: id.optional() }),
  response: z.array(userSummary),
})

export const readUser = defineContract('readUser', {
  summary: 'Read the profile of a person with whom you share a project',
  access: 'user',
  limits: ['read'],
  params: z.strictObject({ userId: id }),
  response: userSummary,
  errors: ['not_found'],
})
