-- Renews an instance's own lease.
-- KEYS[1]  leases: sorted set of instances by the lease's end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance with an ended lease to its guardian, which cleans up
-- ARGV[1]  the instance
-- ARGV[2]  life of the lease in milliseconds
local clock = redis.call('TIME')
redis.call('ZADD', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[2], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
