import type { Prisma, Project } from '#generated/client.ts'
import type { ProjectRole } from '#shared/types.ts'
import { createRandom, type Random } from './random.ts'

/** A project to create, with its members by the keys of their stories. */
export interface ProjectStory<Person extends string = string> {
  name: string
  slug: string
  members: Readonly<Partial<Record<Person, ProjectRole>>>
}

export interface ProjectOptions<Person extends string> {
  people: Readonly<Record<Person, { id: string }>>
  /** Whether removing the demo deletes them. */
  isDemo?: boolean
  createdAt?: Date
  random?: Random
}

/** Creates projects with their members. Returns them by the keys of their stories. */
export async function createProjects<Key extends string, Person extends string>(
  database: Prisma.TransactionClient,
  stories: Readonly<Record<Key, ProjectStory<Person>>>,
  { people, isDemo = false, createdAt = new Date(), random = createRandom(2) }: ProjectOptions<Person>,
): Promise<Record<Key, Project>> {
  const created = {} as Record<Key, Project>
  for (const key of Object.keys(stories) as Key[]) {
    const { name, slug, members } = stories[key]
    const rows = (Object.entries(members) as [Person, ProjectRole][])
      .map(([person, role]) => ({ userId: people[person].id, role, createdAt }))
    created[key] = await database.project.create({
      data: { id: random.id(createdAt), name, slug, isDemo, createdAt, members: { createMany: { data: rows } } },
    })
  }
  return created
}
