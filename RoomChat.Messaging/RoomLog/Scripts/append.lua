-- Appends messages to a room's log, in order, and announces them.
-- A message with a known key keeps its place and is announced again.
-- KEYS[1]  head: hash of epoch and offset; for an epoch that continues an older log also parent and begin;
--          for the ids also marked, mark, aged and forgotten
-- KEYS[2]  log: sorted set of entries by offset; an entry is "offset:bytes of key:" key JSON. A key is a message id and its sender's id
-- KEYS[3]  ids: sorted set of the messages' keys by offset: those of the log's entries, and of recently removed entries
-- ARGV[1]  new epoch, for a log without an epoch or with a lost end
-- ARGV[2]  most messages to keep
-- ARGV[3]  minimum life of the log after its last message, in seconds
-- ARGV[4]  channel of the room
-- ARGV[5]  command that announces: PUBLISH or SPUBLISH
-- ARGV[6]  epoch of a position that the log certainly had; empty for none
-- ARGV[7]  offset of that position
-- ARGV[8]  a word for each message: the traceparent that its announcement carries, or '-'; empty when no message is traced
-- ARGV[9]  now, in milliseconds
-- ARGV[10] minimum life of an id in milliseconds, also after its entry has left the log
-- ARGV[11] most ids to keep, without those of the log's entries
-- ARGV[12…] key and JSON of each message in turn; at most some hundreds, a limit of Lua's stack
-- Returns  { epoch, offset of each message… }
local head = redis.call('HMGET', KEYS[1], 'epoch', 'offset', 'marked', 'mark', 'aged', 'forgotten')
local epoch, last = head[1], tonumber(head[2] or '0')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'offset', '0')
elseif epoch == ARGV[6] and last < tonumber(ARGV[7]) then
-- The server has lost acknowledged messages. Reused offsets would name other messages, so a new epoch begins.
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'parent', epoch, 'begin', last)
  epoch = ARGV[1]
end
local ids = {}
for i = 12, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local known = redis.call('ZMSCORE', KEYS[3], unpack(ids))
local before, oldest = last, nil
local offsets, entries, newIds, newEntries = { epoch }, {}, {}, {}
local placed = {}
for i, id in ipairs(ids) do
  local offset, entry = nil, false
  local place = known[i] and string.format('%d', known[i])
  if placed[id] then
    offset, entry = offsets[placed[id] + 1], entries[placed[id]]
  elseif place and tonumber(place) <= before then
    local start = place .. ':' .. #id .. ':' .. id
    entry = redis.call('ZRANGEBYSCORE', KEYS[2], place, place)[1] or false
    if entry and string.sub(entry, 1, #start) == start then
      offset = tonumber(place)
    elseif not entry then
-- The entry has left the log. It is neither appended again nor announced.
      oldest = oldest or tonumber(string.match(redis.call('ZRANGE', KEYS[2], '0', '0')[1] or '0', '^%d+'))
      offset = tonumber(place) < oldest and tonumber(place) or nil
    end
  end
  if not offset then
    last = last + 1
    offset, entry = last, last .. ':' .. #id .. ':' .. id .. ARGV[11 + 2 * i]
    newIds[#newIds + 1], newEntries[#newEntries + 1] = offset, offset
    newIds[#newIds + 1], newEntries[#newEntries + 1] = id, entry
  end
  offsets[i + 1], entries[i], placed[id] = offset, entry, i
end
if last > before then
-- Ids expire by time. Marks are one minimum life apart. Ids up to 'aged' are older than the mark before the last one.
  local now, kept = tonumber(ARGV[9]), tonumber(ARGV[2])
  local marked, mark = tonumber(head[3] or ARGV[9]), math.min(tonumber(head[4] or '0'), before)
  local aged, forgotten = math.min(tonumber(head[5] or '0'), before), math.min(tonumber(head[6] or '0'), before)
  local fields = { 'offset', last }
  if now - marked >= tonumber(ARGV[10]) then
    marked, mark, aged = now, before, mark
  end
  if not head[3] or marked ~= tonumber(head[3]) then
    fields = { 'offset', last, 'marked', ARGV[9], 'mark', mark, 'aged', aged }
  end
-- Each write costs time: the embedded Redis waits for its disk after each one. So a read comes first, and needless writes are skipped.
-- A crash between the writes is harmless in this order (by default Garnet logs a script's commands one by one). It leaves ids without
-- entries, or entries beyond the head. Both are ignored. The same messages get the same places when they are delivered again.
  if redis.call('ZCOUNT', KEYS[3], '(' .. before, '+inf') > 0 then
    redis.call('ZREMRANGEBYSCORE', KEYS[3], '(' .. before, '+inf')
  end
  redis.call('ZADD', KEYS[3], unpack(newIds))
  if redis.call('ZCOUNT', KEYS[2], '(' .. before, '+inf') > 0 then
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '(' .. before, '+inf')
  end
  redis.call('ZADD', KEYS[2], unpack(newEntries))
  local forget = math.min(math.max(aged, last - kept - tonumber(ARGV[11])), last - kept, forgotten + 1000)
  if forget > forgotten then
    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', forget)
    fields[#fields + 1], fields[#fields + 2] = 'forgotten', forget
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  local surplus = last > kept and redis.call('ZCARD', KEYS[2]) - kept or 0
  if surplus > 0 then
    redis.call('ZREMRANGEBYRANK', KEYS[2], '0', math.min(surplus, 1000) - 1)
  end
end
-- The keys live up to an eighth longer than requested, so that a busy room's keys are not prolonged with every message.
-- A read sets only the life of the head.
local asked = tonumber(ARGV[3])
if redis.call('TTL', KEYS[1]) <= asked or redis.call('TTL', KEYS[2]) <= asked then
  local life = string.format('%d', math.ceil(asked * 9 / 8))
  for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, life)
  end
end
local traces = {}
for trace in string.gmatch(ARGV[8], '%S+') do
  traces[#traces + 1] = trace
end
for i, entry in ipairs(entries) do
  local trace = traces[i] and traces[i] ~= '-' and ';' .. traces[i] or ''
  if entry then
    redis.call(ARGV[5], ARGV[4], epoch .. trace .. ':' .. entry)
  end
end
return offsets
