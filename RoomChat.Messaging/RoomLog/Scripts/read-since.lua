-- Reads what was logged after a position, and begins the epoch when the log has none.
-- KEYS[1]  head: hash of epoch and offset; of an epoch that continues an older log also parent and begin
-- KEYS[2]  log: sorted set of entries by offset
-- ARGV[1]  epoch to begin when the log has none, or has lost its end
-- ARGV[2]  seconds that the head outlives this read
-- ARGV[3]  offset of the position
-- ARGV[4]  epoch of the position; empty for any
-- ARGV[5]  most entries to give
-- ARGV[6]  1 when the log has had the position for certain: if it ends before it, it has lost messages, and begins another epoch.
--          Else the entry at the position is given too, to be compared with what the reader has
-- Returns  { offset, epoch, same epoch and not beyond the end (1 or 0), entries, offset to go on from when that is 0 }
local head = redis.call('HMGET', KEYS[1], 'epoch', 'offset', 'parent', 'begin')
local epoch, offset, parent, begin = head[1], tonumber(head[2] or '0'), head[3], tonumber(head[4] or '0')
local since = tonumber(ARGV[3])
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
elseif ARGV[6] == '1' and epoch == ARGV[4] and since > offset then
  parent, begin, epoch = epoch, offset, ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'parent', parent, 'begin', offset)
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
if (ARGV[4] ~= '' and ARGV[4] ~= epoch) or since > offset then
-- What an epoch has taken over from its parent, a reader of the parent has seen as far as it had come.
  if parent == ARGV[4] and since < begin then begin = since end
  return { offset, epoch, 0, {}, begin }
end
local from = ARGV[6] == '1' and ARGV[3] or '(' .. ARGV[3]
return { offset, epoch, 1, redis.call('ZRANGEBYSCORE', KEYS[2], from, offset, 'LIMIT', '0', ARGV[5]), 0 }
