/**
 * Presence in Redis, as Lua scripts: each runs atomically and uses the clock of Redis. All keys
 * have one hash tag, so that they share a slot of a cluster:
 *
 * - `…:leases`      sorted set: node -> end of its lease
 * - `…:user:<id>`   hash: node -> status of this user on that node
 * - `…:node:<node>` set: the users of a node, for the clean-up when it dies
 *
 * KEYS[1] is `…:leases`; ARGV[1] the prefix, ARGV[2] the calling node.
 */
const prelude = `
  local leases, prefix, self = KEYS[1], ARGV[1], ARGV[2]
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)

  local function overall(user)
    local status = 'offline'
    local stored = redis.call('HGETALL', prefix .. 'user:' .. user)
    for i = 1, #stored, 2 do
      local lease = stored[i] == self and now + 1 or tonumber(redis.call('ZSCORE', leases, stored[i]) or 0)
      if lease > now then
        if stored[i + 1] == 'online' then return 'online' end
        status = 'away'
      end
    end
    return status
  end
`

/** ARGV from 3: user, status, user, status … Returns user, overall status, whether it changed (1 or 0), … */
export const writeScript = `${prelude}
  local result = {}
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
    result[#result + 1] = user
    result[#result + 1] = after
    result[#result + 1] = before == after and 0 or 1
  end
  return result
`

/** ARGV from 3: users. Returns their statuses in the same order. */
export const readScript = `${prelude}
  local result = {}
  for i = 3, #ARGV do result[#result + 1] = overall(ARGV[i]) end
  return result
`

/**
 * ARGV[3]: milliseconds of the lease. Returns 1 when the node was unknown, else 0, followed by
 * user, overall status, … for the users of dead nodes. It also removes these nodes.
 */
export const renewScript = `${prelude}
  local result = { redis.call('ZADD', leases, now + ARGV[3], self) }
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now)) do
    redis.call('ZREM', leases, node)
    for _, user in ipairs(redis.call('SMEMBERS', prefix .. 'node:' .. node)) do
      redis.call('HDEL', prefix .. 'user:' .. user, node)
      result[#result + 1] = user
      result[#result + 1] = overall(user)
    end
    redis.call('DEL', prefix .. 'node:' .. node)
  end
  return result
`

/** ARGV[3]: milliseconds after which this node's lease ends. */
export const leaveScript = `${prelude}
  return redis.call('ZADD', leases, 'XX', now + ARGV[3], self)
`
