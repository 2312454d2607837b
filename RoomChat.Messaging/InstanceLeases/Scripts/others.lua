-- Looks for another living instance. One that has a guardian does not live, though its lease holds.
-- KEYS[1]  leases: sorted set of instances by when they end, in milliseconds of the server's clock
-- KEYS[2]  guardians: hash of an instance whose lease had ended to the one that tidies up after it
-- ARGV[1]  the instance
-- Returns  1 when there is one, else 0
local clock = redis.call('TIME')
for _, instance in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000), '+inf')) do
  if instance ~= ARGV[1] and redis.call('HEXISTS', KEYS[2], instance) == 0 then
    return 1
  end
end
return 0
