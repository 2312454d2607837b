-- Reads the end of a room's log, and begins its epoch when it has none.
-- Keeps the head alive: a silent room in use does not lose its epoch.
-- KEYS[1]  head: hash of epoch and offset
-- ARGV[1]  new epoch, for a log without an epoch
-- ARGV[2]  life of the head after this read, in seconds
-- Returns  { offset, epoch }
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return { tonumber(redis.call('HGET', KEYS[1], 'offset')), epoch }
