-- Reads which sessions were ended lately.
-- KEYS[1]  ended: sorted set of user ids by when their sessions were ended, in milliseconds of the server's clock
-- ARGV[1]  the earliest moment, or +inf for none
-- Returns  { now, user ids }
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
return { now, redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf') }
