-- Announces an instance's routing strategy. Expired notices are removed.
-- KEYS[1]  notices: sorted set of strategy and instance by the end of the notice, in milliseconds of the server's clock
-- ARGV[1]  strategy and instance
-- ARGV[2]  life of the notice in milliseconds
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
