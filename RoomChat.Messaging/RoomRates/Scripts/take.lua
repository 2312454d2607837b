-- Takes one message out of a room's budget: a bucket that holds so many messages and fills evenly, kept as the moment at which it is full again.
-- KEYS[1]  rate: that moment by the server's clock, in microseconds; gone once it has passed
-- ARGV[1]  microseconds in which the bucket gains one message
-- ARGV[2]  messages that the bucket holds
-- Returns  0, or the microseconds until there is one to take
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local interval = tonumber(ARGV[1])
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + interval
local early = full - now - interval * ARGV[2]
if early > 0 then
  return math.ceil(early)
end
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', string.format('%.0f', math.ceil((full - now) / 1000)))
return 0
