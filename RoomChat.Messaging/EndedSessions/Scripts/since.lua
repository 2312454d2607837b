-- Reads the recently ended sessions.
-- KEYS[1]  ended: sorted set of user ids by the end of their sessions, in milliseconds of the server's clock
-- ARGV[1]  the earliest time, or +inf for none
-- Returns  { now, user ids }
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
return { now, redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf') }
