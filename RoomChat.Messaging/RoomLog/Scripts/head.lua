-- Reads the end of a room's log, and begins its epoch when it has none. Keeps the head alive: a room in use does not lose its epoch by silence.
-- KEYS[1]  head: hash of epoch and offset
-- ARGV[1]  epoch to begin when the log has none
-- ARGV[2]  seconds that the head outlives this read
-- Returns  { offset, epoch }
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return { tonumber(redis.call('HGET', KEYS[1], 'offset')), epoch }
