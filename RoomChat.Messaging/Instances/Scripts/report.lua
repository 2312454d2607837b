-- Keeps an instance's report for as long as its lease.
-- KEYS[1]  reports: hash of instance to report
-- KEYS[2]  leases: sorted set of instances by the end of their leases, in milliseconds of the server's clock
-- ARGV[1]  instance
-- ARGV[2]  report
-- ARGV[3]  milliseconds of the lease
-- ARGV[4]  milliseconds after which both keys go when no instance writes
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], string.format('%.0f', now + ARGV[3]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1
