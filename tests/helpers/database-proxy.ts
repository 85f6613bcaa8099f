import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import type { TestDatabase } from './test-database.ts'

/** A way to a database that a test can cut, as an operator's database goes away and comes back. */
export interface DatabaseProxy {
  /** The same database, by way of this proxy. */
  readonly database: TestDatabase
  /** Cuts every connection and refuses new ones. */
  goAway(): Promise<void>
  /** Answers everyone as a PostgreSQL that is starting or recovers from a crash (57P03). */
  recover(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Opens it. The caller closes it, and drops the database. */
export async function openDatabaseProxy(database: TestDatabase): Promise<DatabaseProxy> {
  const target = new URL(database.url)
  const sockets = new Set<Socket>()
  let isRecovering = false
  const server = createServer(client => isRecovering ? turnAway(client) : pipe(client))
  const port = await listen(server, 0)
  const url = new URL(database.url)
  url.host = `127.0.0.1:${port}`

  function pipe(client: Socket): void {
    const upstream = connect(Number(target.port), target.hostname)
    client.pipe(upstream).pipe(client)
    for (const [socket, other] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(socket)
      // What is cut shows as the end of the connection; nobody has to hear of it twice.
      socket.on('error', () => other.destroy())
      socket.once('close', () => sockets.delete(socket) && other.destroy())
    }
  }

  async function goAway(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    await closed
  }

  async function answer(recovering: boolean): Promise<void> {
    await goAway()
    isRecovering = recovering
    await listen(server, port)
  }

  return {
    database: { ...database, url: url.href },
    goAway,
    recover: () => answer(true),
    comeBack: () => answer(false),
    close: goAway,
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port')
  return address.port
}

/** `ErrorResponse` of PostgreSQL's protocol: fields of one letter each, all ending with a zero byte. */
function turnAway(client: Socket): void {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is in recovery mode'].map(field => `${field}\0`).join('')
  const answer = Buffer.alloc(5)
  answer.write('E')
  answer.writeInt32BE(4 + Buffer.byteLength(fields) + 1, 1)
  client.on('error', () => client.destroy())
  client.once('data', () => client.end(Buffer.concat([answer, Buffer.from(`${fields}\0`)])))
}
