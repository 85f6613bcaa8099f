import { v7 as uuidv7 } from 'uuid'
import type { ProjectRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { TestDomain } from './domain.ts'

/**
 * The studio Harbor builds a shop for Maya, its client. Sam and Lena work at Harbor; Lena leads
 * the project. Otto is the client of another project, in which the others are not.
 */
export interface Harbor {
  project: string
  otherProject: string
  maya: Actor
  sam: Actor
  lena: Actor
  otto: Actor
}

/** Creates the people and projects in the domain's database. */
export async function createHarbor(domain: TestDomain): Promise<Harbor> {
  const [maya, sam, lena, otto] = await Promise.all(['Maya Okafor', 'Sam Berger', 'Lena Costa', 'Otto Lind'].map(createPerson))
  const people = [maya, sam, lena, otto] as [string, string, string, string]
  const project = await createProject('Maya\'s bakery', { [people[0]]: 'client', [people[1]]: 'team', [people[2]]: 'lead' })
  const otherProject = await createProject('Lind\'s museum', { [people[3]]: 'client' })
  const [mayaActor, samActor, lenaActor, ottoActor] = await Promise.all(people.map(id => domain.actorFor(id))) as [Actor, Actor, Actor, Actor]
  return { project, otherProject, maya: mayaActor, sam: samActor, lena: lenaActor, otto: ottoActor }
}

/** Creates the group "Shop front": Lena owns it, Maya and Sam are members. Its events are discarded. */
export async function createShopFront({ domain, harbor }: { domain: TestDomain, harbor: Harbor }): Promise<string> {
  const { lena, maya, sam, project } = harbor
  const group = { type: 'group' as const, id: uuidv7(), projectId: project, title: 'Shop front', userIds: [maya.userId, sam.userId] }
  const { conversation } = await createConversation({ actor: lena, conversation: group })
  domain.published()
  return conversation.id
}

async function createPerson(name: string): Promise<string> {
  const id = uuidv7()
  await database().user.create({ data: { id, name, email: `${name.toLowerCase().replace(/\W+/g, '.')}.${id}@example.com` } })
  return id
}

async function createProject(name: string, roles: Record<string, ProjectRole>): Promise<string> {
  const id = uuidv7()
  const members = Object.entries(roles).map(([userId, role]) => ({ userId, role }))
  await database().project.create({ data: { id, name, slug: id, members: { create: members } } })
  return id
}
