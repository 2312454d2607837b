-- Gives messages their places in a room's log, in order, and announces them. A message whose id is kept gets the place it has and is announced again.
-- KEYS[1]  head: hash of epoch and offset; of an epoch that continues an older log also parent and begin
-- KEYS[2]  log: sorted set of entries by offset; an entry is "offset:bytes of id:" id JSON
-- KEYS[3]  ids: hash of message id to offset, for the entries of the log and no others
-- ARGV[1]  epoch to begin when the log has none, or has lost its end
-- ARGV[2]  most messages to keep
-- ARGV[3]  seconds that the log outlives its last message
-- ARGV[4]  channel of the room
-- ARGV[5]  command that announces: PUBLISH or SPUBLISH
-- ARGV[6]  epoch of a position that the log has had for certain; empty for none
-- ARGV[7]  offset of that position
-- ARGV[8]  a word for each message: the traceparent that its announcement carries, or '-'; empty when no message is traced
-- ARGV[9…] id and JSON of each message in turn; at most some hundreds, because Lua's stack holds them
-- Returns  { epoch, offset of each message… }
local head = redis.call('HMGET', KEYS[1], 'epoch', 'offset')
local epoch, last = head[1], tonumber(head[2] or '0')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
elseif epoch == ARGV[6] and last < tonumber(ARGV[7]) then
-- The server has lost what it had acknowledged. The same offsets would now stand for other messages, so they get another epoch.
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'parent', epoch, 'begin', last)
  epoch = ARGV[1]
end
local ids = {}
for i = 9, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local kept = redis.call('HMGET', KEYS[3], unpack(ids))
local before = last
local offsets, entries, newIds, newEntries = { epoch }, {}, {}, {}
local placed = {}
for i, id in ipairs(ids) do
  local offset, entry = nil, nil
  if placed[id] then
    offset, entry = offsets[placed[id] + 1], entries[placed[id]]
  elseif kept[i] and tonumber(kept[i]) <= before then
    local start = kept[i] .. ':' .. #id .. ':' .. id
    entry = redis.call('ZRANGEBYSCORE', KEYS[2], kept[i], kept[i])[1]
    if entry and string.sub(entry, 1, #start) == start then
      offset = tonumber(kept[i])
    end
  end
  if not offset then
    last = last + 1
    offset, entry = last, last .. ':' .. #id .. ':' .. id .. ARGV[8 + 2 * i]
    newIds[#newIds + 1], newEntries[#newEntries + 1] = id, offset
    newIds[#newIds + 1], newEntries[#newEntries + 1] = offset, entry
  end
  offsets[i + 1], entries[i], placed[id] = offset, entry, i
end
if last > before then
-- In this order a server that dies in between (Garnet logs the commands of a script one by one unless told otherwise) leaves ids without
-- entries, or entries beyond the head, neither of which count; the same messages, delivered again, then get these same places.
  redis.call('HSET', KEYS[3], unpack(newIds))
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '(' .. before, '+inf')
  redis.call('ZADD', KEYS[2], unpack(newEntries))
  redis.call('HSET', KEYS[1], 'offset', last)
-- The oldest go, and their ids with them: an entry names its id, so that both stay the same set.
  local surplus = last - ARGV[2]
  local old = surplus > 0 and redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', surplus, 'LIMIT', '0', '1000') or {}
  if #old > 0 then
    for i, entry in ipairs(old) do
      local _, colon, bytes = string.find(entry, '^%d+:(%d+):')
      old[i] = string.sub(entry, colon + 1, colon + bytes)
    end
    redis.call('HDEL', KEYS[3], unpack(old))
    redis.call('ZREMRANGEBYRANK', KEYS[2], '0', #old - 1)
  end
end
for _, key in ipairs(KEYS) do
  redis.call('EXPIRE', key, ARGV[3])
end
local traces = {}
for trace in string.gmatch(ARGV[8], '%S+') do
  traces[#traces + 1] = trace
end
for i, entry in ipairs(entries) do
  local trace = traces[i] and traces[i] ~= '-' and ';' .. traces[i] or ''
  redis.call(ARGV[5], ARGV[4], epoch .. trace .. ':' .. entry)
end
return offsets
