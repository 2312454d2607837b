-- Reads the reports of the living instances, and forgets the others.
-- KEYS[1]  reports: hash of instance to report
-- KEYS[2]  leases: sorted set of instances by the end of their leases, in milliseconds of the server's clock
-- Returns  the reports
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local all = redis.call('HGETALL', KEYS[1])
local living = {}
for i = 1, #all, 2 do
  local ends = redis.call('ZSCORE', KEYS[2], all[i])
  if ends and tonumber(ends) > now then
    living[#living + 1] = all[i + 1]
  else
    redis.call('HDEL', KEYS[1], all[i])
    redis.call('ZREM', KEYS[2], all[i])
  end
end
return living
