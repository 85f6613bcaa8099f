import { v7 as uuidv7 } from 'uuid'
import type { ProjectRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { TestDomain } from './domain.ts'

/**
 * A small world: the studio Harbor builds a shop for Maya. Sam and Lena work there, Maya is the
 * client. Otto belongs to another client's project that nobody of these is in.
 */
export interface Harbor {
  project: string
  otherProject: string
  maya: Actor
  sam: Actor
  lena: Actor
  otto: Actor
}

/** Creates it in the domain's database. */
export async function createHarbor(domain: TestDomain): Promise<Harbor> {
  const [maya, sam, lena, otto] = await Promise.all(['Maya Okafor', 'Sam Berger', 'Lena Costa', 'Otto Lind'].map(createPerson))
  const people = [maya, sam, lena, otto] as [string, string, string, string]
  const project = await createProject('Maya\'s bakery', { [people[0]]: 'client', [people[1]]: 'team', [people[2]]: 'lead' })
  const otherProject = await createProject('Lind\'s museum', { [people[3]]: 'client' })
  const [mayaActor, samActor, lenaActor, ottoActor] = await Promise.all(people.map(id => domain.actorFor(id))) as [Actor, Actor, Actor, Actor]
  return { project, otherProject, maya: mayaActor, sam: samActor, lena: lenaActor, otto: ottoActor }
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
