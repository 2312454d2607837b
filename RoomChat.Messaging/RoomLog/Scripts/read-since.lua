-- Reads the messages after a position, and begins the epoch when the log has none.
-- KEYS[1]  head: hash of epoch and offset; for an epoch that continues an older log also parent and begin
-- KEYS[2]  log: sorted set of entries by offset
-- ARGV[1]  new epoch, for a log without an epoch or with a lost end
-- ARGV[2]  life of the head after this read, in seconds
-- ARGV[3]  offset of the position
-- ARGV[4]  epoch of the position; empty for any
-- ARGV[5]  most entries to give
-- ARGV[6]  1 when the log certainly had the position. If it ends before it, it has lost messages, and begins a new epoch.
--          Else the entry at the position is returned too. The reader compares it with its own message
-- Returns  { offset, epoch, 1 when the position has the same epoch and is not beyond the end, else 0, entries, offset to continue from
-- after 0 }
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
-- The epoch contains messages of its parent. A reader of the parent has seen them up to its own position.
  if parent == ARGV[4] and since < begin then begin = since end
  return { offset, epoch, 0, {}, begin }
end
local from = ARGV[6] == '1' and ARGV[3] or '(' .. ARGV[3]
return { offset, epoch, 1, redis.call('ZRANGEBYSCORE', KEYS[2], from, offset, 'LIMIT', '0', ARGV[5]), 0 }
