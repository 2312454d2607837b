-- An instance says that it lives.
-- KEYS[1]  leases: sorted set of instances by when they end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance whose lease had ended to the one that tidies up after it
-- ARGV[1]  the instance
-- ARGV[2]  milliseconds that the lease holds
local clock = redis.call('TIME')
redis.call('ZADD', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[2], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
