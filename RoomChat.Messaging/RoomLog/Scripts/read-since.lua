-- Reads what was logged after a position, and begins the epoch when the log has none.
-- KEYS[1]  head: hash of epoch and offset
-- KEYS[2]  log: sorted set of entries by offset
-- ARGV[1]  epoch to begin when the log has none
-- ARGV[2]  seconds that the head outlives this read
-- ARGV[3]  offset of the position
-- ARGV[4]  epoch of the position; empty for any
-- ARGV[5]  most entries to give
-- Returns  { offset, epoch, same epoch and not beyond the end (1 or 0), entries }
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
local offset = tonumber(redis.call('HGET', KEYS[1], 'offset'))
if (ARGV[4] ~= '' and ARGV[4] ~= epoch) or tonumber(ARGV[3]) > offset then
  return { offset, epoch, 0, {} }
end
return { offset, epoch, 1, redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[3], offset, 'LIMIT', '0', ARGV[5]) }
