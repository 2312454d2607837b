-- Gives all ended leases, except its own, to a guardian.
-- KEYS[1]  leases: sorted set of instances by the lease's end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance with an ended lease to its guardian, which cleans up
-- ARGV[1]  the guardian
-- ARGV[2]  life of the claimed leases in milliseconds
-- Returns  the instances
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local claimed = {}
for _, instance in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  if instance ~= ARGV[1] then
    redis.call('ZADD', KEYS[1], now + ARGV[2], instance)
    redis.call('HSET', KEYS[2], instance, ARGV[1])
    claimed[#claimed + 1] = instance
  end
end
return claimed
