-- An instance says by which strategy it receives. Notices that have ended are removed.
-- KEYS[1]  notices: sorted set of strategy and instance by when the notice ends, in milliseconds of the server's clock
-- ARGV[1]  strategy and instance
-- ARGV[2]  milliseconds that the notice stands
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
