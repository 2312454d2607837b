-- Forgets an instance.
-- KEYS[1]  reports: hash of instance to report
-- KEYS[2]  leases: sorted set of instances by the end of their leases
-- ARGV[1]  instance
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
