-- Reads the kept messages before an offset. Writes nothing: a request for an unknown room has no effect.
-- KEYS[1]  head: hash of epoch and offset
-- KEYS[2]  log: sorted set of entries by offset
-- ARGV[1]  upper bound of the offsets, as ZREVRANGEBYSCORE takes it: "(12" or "+inf"
-- ARGV[2]  most entries to give
-- Returns  { offset, epoch, entries from new to old }; 0 and '' for a room without a log
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  return { 0, '', {} }
end
return {
  tonumber(redis.call('HGET', KEYS[1], 'offset')),
  epoch,
  redis.call('ZREVRANGEBYSCORE', KEYS[2], ARGV[1], '-inf', 'LIMIT', '0', ARGV[2])
}
