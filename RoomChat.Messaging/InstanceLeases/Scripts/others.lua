-- Looks for another living instance. An instance with a guardian is dead, although its lease is valid.
-- KEYS[1]  leases: sorted set of instances by the lease's end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance with an ended lease to its guardian, which cleans up
-- ARGV[1]  the instance
-- Returns  1 when there is one, else 0
local clock = redis.call('TIME')
for _, instance in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000), '+inf')) do
  if instance ~= ARGV[1] and redis.call('HEXISTS', KEYS[2], instance) == 0 then
    return 1
  end
end
return 0
