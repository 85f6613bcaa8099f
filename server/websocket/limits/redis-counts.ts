import type { Redis } from 'ioredis'
import { USER_SOCKETS_MAX, SESSION_SOCKETS_MAX } from '#shared/limits.ts'
import { LEASES, PREFIX } from '../presence/redis-store.ts'
import type { SocketCounts } from './socket-counts.ts'

/** Milliseconds (a week) after the last new socket until a user's counts expire. */
const FORGET_MS = 7 * 24 * 3_600_000

/**
 * One hash per user: node and session -> sockets. A node writes only its own counts and always the
 * full number, so the next update corrects a lost one. Counts of nodes whose lease has ended (see
 * `presence/redis-scripts.ts`) are ignored and removed.
 *
 * KEYS[1] leases, KEYS[2] the user's hash. ARGV: node, session, sockets on this node of the session
 * and of the user, caps of both, milliseconds until the hash expires. Returns 1 or 0.
 */
const claimScript = `
  local self, session = ARGV[1], ARGV[2]
  local ofSession, ofUser = tonumber(ARGV[3]), tonumber(ARGV[4])
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local counts = redis.call('HGETALL', KEYS[2])
  for i = 1, #counts, 2 do
    local node, owner = string.match(counts[i], '^(%S+) (%S+)$')
    if node ~= self then
      if tonumber(redis.call('ZSCORE', KEYS[1], node) or 0) > now then
        ofUser = ofUser + counts[i + 1]
        if owner == session then ofSession = ofSession + counts[i + 1] end
      else
        redis.call('HDEL', KEYS[2], counts[i])
      end
    end
  end
  if ofSession > tonumber(ARGV[5]) or ofUser > tonumber(ARGV[6]) then return 0 end
  redis.call('HSET', KEYS[2], self .. ' ' .. session, ARGV[3])
  redis.call('PEXPIRE', KEYS[2], ARGV[7])
  return 1
`

/** Counts sockets over several nodes. @param options.node the id of this process, as in presence */
export function createRedisCounts({ redis, node }: { redis: Redis, node: string }): SocketCounts {
  const keyOf = (userId: string) => `${PREFIX}sockets:${userId}`
  return {
    async claim({ userId, sessionId }, { ofSession, ofUser }) {
      const result = await redis.eval(claimScript, 2, LEASES, keyOf(userId), node, sessionId, ofSession, ofUser, SESSION_SOCKETS_MAX, USER_SOCKETS_MAX, FORGET_MS)
      return result === 1
    },
    async update({ userId, sessionId }, { ofSession }) {
      const field = `${node} ${sessionId}`
      if (ofSession > 0) await redis.hset(keyOf(userId), field, ofSession)
      else await redis.hdel(keyOf(userId), field)
    },
  }
}
