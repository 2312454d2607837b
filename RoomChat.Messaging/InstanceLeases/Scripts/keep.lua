-- A guardian keeps what it claimed.
-- KEYS[1]  leases: sorted set of instances by when they end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance whose lease had ended to the one that tidies up after it
-- ARGV[1]  the instance
-- ARGV[2]  the guardian
-- ARGV[3]  milliseconds that the lease holds
-- Returns  1 when it still is the guardian, else 0
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then
  return 0
end
local clock = redis.call('TIME')
redis.call('ZADD', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[3], ARGV[1])
return 1
