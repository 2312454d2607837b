-- Takes messages from a sender's share of a room and as many from the room's budget, or none from either.
-- Both are token buckets, stored as the time when they are full again.
-- KEYS[1]  sender: that time of the share by the server's clock, in microseconds; expires at that time
-- KEYS[2]  rate: the same of the room's budget
-- KEYS[3]  head of the room's log
-- KEYS[4]  made: exists while the first message of a room without a log may be in transit
-- ARGV[1]  microseconds in which the share gains one message; 0 for no limit
-- ARGV[2]  messages that the share holds
-- ARGV[3]  microseconds in which the room's budget gains one; 0 for no limit
-- ARGV[4]  messages that it holds
-- ARGV[5]  1 when the sender may make the room, else 0
-- ARGV[6]  most messages to take; as many are taken as both have, at least one
-- Returns  { verdict, microseconds until a message can be taken, messages taken }
--          verdicts: 0 taken, 1 the sender must wait, 2 the room must wait, 3 the room is new
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local buckets, fulls, count = { KEYS[1], KEYS[2] }, {}, tonumber(ARGV[6])
for i, key in ipairs(buckets) do
  local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  if interval > 0 then
    fulls[i] = math.max(now, tonumber(redis.call('GET', key) or '0'))
    local early = fulls[i] + interval - now - interval * burst
    if early > 0 then
      return { i, math.ceil(early), 0 }
    end
    count = math.min(count, 1 + math.floor(-early / interval))
  end
  if i == 1 and ARGV[5] == '0' and redis.call('EXISTS', KEYS[3]) == 0 and redis.call('EXISTS', KEYS[4]) == 0 then
    return { 3, 0, 0 }
  end
end
for i, key in ipairs(buckets) do
  if fulls[i] then
    local full = fulls[i] + tonumber(ARGV[2 * i - 1]) * count
    redis.call('SET', key, string.format('%.0f', full), 'PX', string.format('%.0f', math.ceil((full - now) / 1000)))
  end
end
if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('SET', KEYS[4], '1', 'PX', '60000')
end
return { 0, 0, count }
