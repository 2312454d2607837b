-- Gives a message its place in a room's log and announces it. A message whose id is kept gets the place it has and is announced again.
-- KEYS[1]  head: hash of epoch and offset
-- KEYS[2]  log: sorted set of entries by offset; an entry is "offset:bytes of id:" id JSON
-- KEYS[3]  ids: hash of message id to offset, for the entries of the log and no others
-- ARGV[1]  message id
-- ARGV[2]  message as JSON
-- ARGV[3]  epoch to begin when the log has none
-- ARGV[4]  most messages to keep
-- ARGV[5]  seconds that the log outlives its last message
-- ARGV[6]  channel of the room
-- Returns  { offset, epoch }
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[3]
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
end
local offset = redis.call('HGET', KEYS[3], ARGV[1])
local entry = offset and redis.call('ZRANGEBYSCORE', KEYS[2], offset, offset)[1]
local prefix = offset and offset .. ':' .. #ARGV[1] .. ':' .. ARGV[1]
if not entry or string.sub(entry, 1, #prefix) ~= prefix then
  offset = redis.call('HGET', KEYS[1], 'offset') + 1
  entry = offset .. ':' .. #ARGV[1] .. ':' .. ARGV[1] .. ARGV[2]
-- In this order a server that dies in between (Garnet logs the commands of a script one by one unless told otherwise) leaves an id without
-- an entry, or an entry beyond the head; the same message, delivered again, then gets this same place.
  redis.call('HSET', KEYS[3], ARGV[1], offset)
  redis.call('ZREMRANGEBYSCORE', KEYS[2], offset, '+inf')
  redis.call('ZADD', KEYS[2], offset, entry)
  redis.call('HSET', KEYS[1], 'offset', offset)
-- The oldest go, and their ids with them: an entry names its id, so that both stay the same set.
  local last = offset - ARGV[4]
  if last > 0 then
    for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', last)) do
      local _, colon, bytes = string.find(old, '^%d+:(%d+):')
      redis.call('HDEL', KEYS[3], string.sub(old, colon + 1, colon + bytes))
    end
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', last)
  end
end
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ARGV[5])
end
redis.call('PUBLISH', ARGV[6], epoch .. ':' .. entry)
return { tonumber(offset), epoch }
