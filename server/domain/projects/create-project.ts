import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import type { ProjectDetails } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { makeSlug } from './make-slug.ts'
import { readProject } from './read-project.ts'

/**
 * Creates a project with the actor as its lead.
 * @throws AppError `email_not_verified`: leads can invite people, so their address must be confirmed
 */
export async function createProject({ actor, name }: { actor: Actor, name: string }): Promise<ProjectDetails> {
  authorize(actor, 'project:create')
  const { emailVerifiedAt } = await database().user.findUniqueOrThrow({ where: { id: actor.userId } })
  if (!emailVerifiedAt) throw new AppError('email_not_verified')

  const id = uuidv7()
  await database().project.create({
    data: { id, name, slug: makeSlug(name, id), members: { create: { userId: actor.userId, role: 'lead' } } },
  })
  await recordAudit({ actorId: actor.userId, action: 'project.created', subject: id, address: actor.address })
  return await readProject({ actor, projectId: id })
}
