import { z } from 'zod'
import { PURGE_AFTER_DAYS, RETENTION_DAYS_MAX } from '../limits.ts'
import { defineContract } from './contract.ts'
import { counter, id, timestamp, title } from './fields.ts'
import { userSummary } from './users.ts'

export const projectRole = z.enum(['client', 'team', 'lead'])

export const project = z.strictObject({
  id,
  name: z.string(),
  slug: z.string(),
  status: z.enum(['active', 'archived']),
  role: projectRole,
  memberCount: counter,
  createdAt: timestamp,
})

export const projectMember = z.strictObject({ user: userSummary, role: projectRole, joinedAt: timestamp })
export const projectDetails = project.extend({ members: z.array(projectMember) })

const days = z.int().min(1).max(RETENTION_DAYS_MAX)
const retentionDays = days.nullable()
const deletionWindow = counter.nullable()

/** Read the message settings of a project. Missing settings have these defaults. */
export const projectSettings = z.object({
  /** Seconds after sending for which authors may delete; null: at any time. */
  deletionWindow: deletionWindow.default(null),
  /** Days after which messages are deleted; null: never. A conversation may set fewer. */
  retentionDays: retentionDays.default(null),
  /** Days after which deleted texts are purged from the database. A conversation may set fewer. */
  purgeAfterDays: days.default(PURGE_AFTER_DAYS),
})

const inProject = z.strictObject({ projectId: id })
const ofMember = z.strictObject({ projectId: id, userId: id })

export const listProjects = defineContract('listProjects', {
  summary: 'List the projects you belong to',
  access: 'user',
  limits: ['read'],
  response: z.array(project),
})

export const createProject = defineContract('createProject', {
  summary: 'Create a project and become its lead',
  access: 'user',
  limits: ['command'],
  body: z.strictObject({ name: title }),
  response: projectDetails,
  status: [201],
  errors: ['email_not_verified'],
})

export const readProject = defineContract('readProject', {
  summary: 'Read a project with its members',
  access: 'user',
  limits: ['read'],
  params: inProject,
  response: projectDetails,
  errors: ['not_found'],
})

export const addProjectMember = defineContract('addProjectMember', {
  summary: 'Add a user with whom you already share a project (leads only)',
  access: 'user',
  limits: ['command'],
  params: inProject,
  body: z.strictObject({ userId: id, role: projectRole }),
  response: projectDetails,
  status: [201, 200],
  errors: ['not_found', 'forbidden', 'conflict'],
})

export const updateProjectMember = defineContract('updateProjectMember', {
  summary: 'Change the role of a member (leads only)',
  access: 'user',
  limits: ['command'],
  params: ofMember,
  body: z.strictObject({ role: projectRole }),
  response: projectDetails,
  errors: ['not_found', 'forbidden', 'last_lead'],
})

export const removeProjectMember = defineContract('removeProjectMember', {
  summary: 'Remove a member, or leave a project yourself',
  access: 'user',
  limits: ['command'],
  params: ofMember,
  response: z.strictObject({ projectId: id, userId: id }),
  errors: ['not_found', 'forbidden', 'last_lead'],
})

export const readProjectSettings = defineContract('readProjectSettings', {
  summary: 'Read the message settings of a project',
  access: 'user',
  limits: ['read'],
  params: inProject,
  response: projectSettings,
  errors: ['not_found'],
})

export const updateProjectSettings = defineContract('updateProjectSettings', {
  summary: 'Change the message settings of a project (leads only)',
  access: 'user',
  limits: ['command'],
  params: inProject,
  body: z.strictObject({
    deletionWindow: deletionWindow.optional(),
    retentionDays: retentionDays.optional(),
    purgeAfterDays: days.optional(),
  }),
  response: projectSettings,
  errors: ['not_found', 'forbidden'],
})
