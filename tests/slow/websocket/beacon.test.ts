import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChangedHeads } from '#server/domain/realtime/list-changed-heads.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

interface Announcement {
  heads: { conversationId: string, changeSeq: number }[]
}

describe('the beacon', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode({ timings: { beacon: [200, 300] } })
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })

  async function createDirect(): Promise<string> {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    return conversation.id
  }

  it('[D6.9] an event that never left the server is noticed by its number, by participants only', async () => {
    const conversationId = await createDirect()
    const [maya, otto] = [await connectSocket(await node.browserOf(harbor.maya)), await connectSocket(await node.browserOf(harbor.otto))]
    // The domain of this test announces nothing: every broadcast is lost.
    await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'Did you get this?' })
    await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'And this?' })
    await nextEvent<Announcement>(maya, 'heads:announced', {
      where: ({ heads }) => heads.some(head => head.conversationId === conversationId && head.changeSeq === 2),
      within: 2_000,
    })
    expect(eventsOf(maya, 'message:created')).toEqual([])
    expect(eventsOf(otto, 'heads:announced')).toEqual([])
  })

  it('[D6.9] a quiet conversation is not announced', async () => {
    const conversationId = await createDirect()
    await domain.database.query(`UPDATE conversations SET changed_at = now() - interval '1 minute' WHERE id = $1`, [conversationId])
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'self' } })
    const maya = await connectSocket(await node.browserOf(harbor.maya))
    await nextEvent<Announcement>(maya, 'heads:announced', { where: ({ heads }) => heads[0]?.conversationId === conversation.id })
    const announced = eventsOf<Announcement>(maya, 'heads:announced').flatMap(({ heads }) => heads.map(head => head.conversationId))
    expect(announced).not.toContain(conversationId)
  })
})

describe('the beacon\'s query', () => {
  let domain: TestDomain

  beforeAll(async () => {
    domain = await openDomain()
    const { project } = await createHarbor(domain)
    await domain.database.query(`
      INSERT INTO conversations (id, type, project_id, title, changed_at)
      SELECT gen_random_uuid(), 'group', $1, 'Old', now() - interval '1 day' FROM generate_series(1, 2000)`, [project])
    await domain.database.query('ANALYZE conversations')
  })
  afterAll(() => domain.close())

  async function countScans(kind: 'seq_scan' | 'idx_scan'): Promise<number> {
    const [row] = await domain.database.query<{ seq_scan: string, idx_scan: string }>(`
      SELECT t.seq_scan, i.idx_scan FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
      WHERE i.indexrelname = 'conversations_changed_at_idx'`)
    return Number(row?.[kind])
  }

  it('[D6.9] reads the index of changes, never the whole table', async () => {
    const [sequential, indexed] = [await countScans('seq_scan'), await countScans('idx_scan')]
    expect(await listChangedHeads({ within: 30_000 })).toEqual([])
    await until(async () => await countScans('idx_scan') > indexed)
    expect(await countScans('seq_scan')).toBe(sequential)
  })
})
