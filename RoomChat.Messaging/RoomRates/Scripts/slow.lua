-- Records a user's message to a room in slow mode, unless the last one is more recent than the interval.
-- KEYS[1]  slow: id of the user's last message there; expires when the user may publish again
-- ARGV[1]  id of the message
-- ARGV[2]  the interval, in milliseconds
-- Returns  milliseconds to wait; 0 for a message that may be published
local last = redis.call('GET', KEYS[1])
if last == ARGV[1] then
  return 0
end
if last then
  return math.max(1, redis.call('PTTL', KEYS[1]))
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 0
