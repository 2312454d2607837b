-- Renews a claimed lease for its guardian.
-- KEYS[1]  leases: sorted set of instances by the lease's end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance with an ended lease to its guardian, which cleans up
-- ARGV[1]  the instance
-- ARGV[2]  the guardian
-- ARGV[3]  life of the lease in milliseconds
-- Returns  1 when the caller still is the guardian, else 0
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then
  return 0
end
local clock = redis.call('TIME')
redis.call('ZADD', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[3], ARGV[1])
return 1
