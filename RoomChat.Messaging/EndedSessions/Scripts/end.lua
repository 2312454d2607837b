-- Ends a session, and removes entries with expired cookies.
-- KEYS[1]  ended: sorted set of user ids by the end of their sessions, in milliseconds of the server's clock
-- ARGV[1]  user id
-- ARGV[2]  milliseconds that an entry is kept
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2]))
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
