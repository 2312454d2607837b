-- Forgets an instance.
-- KEYS[1]  leases: sorted set of instances by when they end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance whose lease had ended to the one that tidies up after it
-- ARGV[1]  the instance
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
