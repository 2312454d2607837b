-- Removes an instance.
-- KEYS[1]  leases: sorted set of instances by the lease's end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance with an ended lease to its guardian, which cleans up
-- ARGV[1]  the instance
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
