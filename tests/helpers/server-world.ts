import { hashSync } from 'bcryptjs'
import { v7 as uuidv7 } from 'uuid'
import { TestClient, type ClientOptions } from './test-client.ts'
import type { TestServer } from './test-server.ts'

/** One password for everyone in a test's world. The cheapest hash: signing in replaces it. */
const PASSWORD = 'a harbour at dawn'
const PASSWORD_HASH = hashSync(PASSWORD, 4)

export interface Person {
  id: string
  email: string
  password: string
  /** A client that is signed in as this person. */
  signIn(options?: ClientOptions): Promise<TestClient>
}

/**
 * The world of the HTTP tests: Maya is the client and Sam and Lena are the team of Maya's bakery;
 * Otto belongs to another project; Ada is the administrator.
 */
export interface World {
  project: string
  foreignProject: string
  maya: Person
  sam: Person
  lena: Person
  otto: Person
  ada: Person
}

/** Writes it into a server's empty database. */
export async function createWorld(server: TestServer): Promise<World> {
  const person = (name: string, platformRole = 'member') => createPerson(server, name, platformRole)
  const [maya, sam, lena, otto, ada] = [
    await person('Maya Okafor'), await person('Sam Berger'), await person('Lena Costa'), await person('Otto Lind'), await person('Ada Roth', 'admin'),
  ]
  const project = await createProject(server, 'Maya\'s bakery', [[maya, 'client'], [sam, 'team'], [lena, 'lead']])
  const foreignProject = await createProject(server, 'Lind\'s museum', [[otto, 'client']])
  return { project, foreignProject, maya, sam, lena, otto, ada }
}

async function createPerson(server: TestServer, name: string, platformRole: string): Promise<Person> {
  const id = uuidv7()
  // Its own in every world: several may share one server.
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id}@example.com`
  await server.database.query(
    `INSERT INTO users (id, email, name, platform_role, password_hash, email_verified_at, updated_at)
     VALUES ($1, $2, $3, $4::platform_role, $5, now(), now())`, [id, email, name, platformRole, PASSWORD_HASH])
  return {
    id,
    email,
    password: PASSWORD,
    async signIn(options) {
      const client = new TestClient(server, options)
      const answer = await client.signIn({ email, password: PASSWORD })
      if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${answer.text}`)
      // In a browser the page sets this marker without value: it tells the server to look for a session.
      if (client.as === 'browser') client.cookies.set('session-marker', 'signed-in')
      return client
    },
  }
}

async function createProject(server: TestServer, name: string, members: [Person, string][]): Promise<string> {
  const id = uuidv7()
  await server.database.query('INSERT INTO projects (id, name, slug, updated_at) VALUES ($1, $2, $3, now())', [id, name, id])
  for (const [{ id: userId }, role] of members) {
    await server.database.query('INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, $3::project_role)', [id, userId, role])
  }
  return id
}
