/**
 * Presence in Redis, as scripts: each of them reads and writes at one moment, and by one clock,
 * Redis's own. Keys, all with one hash tag so that they share a slot of a cluster:
 *
 * - `…:leases`      sorted set: node -> until when its word holds
 * - `…:user:<id>`   hash: node -> what it says of this person
 * - `…:node:<node>` set: the people that a node speaks of, for clearing up after it
 *
 * KEYS[1] is `…:leases`; ARGV[1] the prefix, ARGV[2] the calling node.
 */
const prelude = `
  local leases, prefix, self = KEYS[1], ARGV[1], ARGV[2]
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)

  local function overall(user)
    local status = 'offline'
    local said = redis.call('HGETALL', prefix .. 'user:' .. user)
    for i = 1, #said, 2 do
      local lease = said[i] == self and now + 1 or tonumber(redis.call('ZSCORE', leases, said[i]) or 0)
      if lease > now then
        if said[i + 1] == 'online' then return 'online' end
        status = 'away'
      end
    end
    return status
  end
`

/** ARGV from 3: user, status, user, status … Answers user, overall status, whether it changed (1 or 0), … */
export const writeScript = `${prelude}
  local answer = {}
  for i = 3, #ARGV, 2 do
    local user, status = ARGV[i], ARGV[i + 1]
    local before = overall(user)
    if status == 'offline' then
      redis.call('HDEL', prefix .. 'user:' .. user, self)
      redis.call('SREM', prefix .. 'node:' .. self, user)
    else
      redis.call('HSET', prefix .. 'user:' .. user, self, status)
      redis.call('SADD', prefix .. 'node:' .. self, user)
    end
    local after = overall(user)
    answer[#answer + 1] = user
    answer[#answer + 1] = after
    answer[#answer + 1] = before == after and 0 or 1
  end
  return answer
`

/** ARGV from 3: users. Answers their statuses in the same order. */
export const readScript = `${prelude}
  local answer = {}
  for i = 3, #ARGV do answer[#answer + 1] = overall(ARGV[i]) end
  return answer
`

/**
 * ARGV[3]: milliseconds of the lease. Answers 1 when the node was unknown, else 0, and then user,
 * overall status, … of everybody whose node has died: the node that finds it clears up after it.
 */
export const renewScript = `${prelude}
  local answer = { redis.call('ZADD', leases, now + ARGV[3], self) }
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now)) do
    redis.call('ZREM', leases, node)
    for _, user in ipairs(redis.call('SMEMBERS', prefix .. 'node:' .. node)) do
      redis.call('HDEL', prefix .. 'user:' .. user, node)
      answer[#answer + 1] = user
      answer[#answer + 1] = overall(user)
    end
    redis.call('DEL', prefix .. 'node:' .. node)
  end
  return answer
`

/** ARGV[3]: milliseconds after which this node's word ends. */
export const leaveScript = `${prelude}
  return redis.call('ZADD', leases, 'XX', now + ARGV[3], self)
`
