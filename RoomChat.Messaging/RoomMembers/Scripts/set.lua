-- Sets one instance's shares of users in a room.
-- KEYS[1]  members: hash of user id to "instance:since;instance:since;|name", and optionally "\31status\31offset:epoch"
-- ARGV[1]  instance
-- ARGV[2]  life of the members after this change, in seconds
-- ARGV[3…] in turn: user id; since in Unix milliseconds (empty to remove the share); name; "=" and status (empty to keep it);
--          the user's read position as offset:epoch (empty to keep it)
-- Returns  { "moved" or "changed", user id, name, … } of the users who entered, left or changed because of this
local news = {}
local own = string.gsub(ARGV[1], '%W', '%%%0') .. ':%d+;'
for i = 3, #ARGV, 5 do
  local entry = redis.call('HGET', KEYS[1], ARGV[i])
  local shares = entry and string.match(entry, '^[^|]*') or ''
  local before = entry and string.sub(entry, #shares + 2) or ''
  local rest = string.gsub(shares, own, '')
  local name, status, read = string.match(before, '^([^\31]*)\31?([^\31]*)\31?(.*)$')
  if ARGV[i + 1] ~= '' then
    rest = rest .. ARGV[1] .. ':' .. ARGV[i + 1] .. ';'
    name = ARGV[i + 2]
    if ARGV[i + 3] ~= '' then status = string.sub(ARGV[i + 3], 2) end
    if ARGV[i + 4] ~= '' then read = ARGV[i + 4] end
  elseif not entry then
    name = ARGV[i + 2]
  end
  local now = name
  if status ~= '' or read ~= '' then now = name .. '\31' .. status .. '\31' .. read end
  if rest ~= '' then
    redis.call('HSET', KEYS[1], ARGV[i], rest .. '|' .. now)
  elseif entry then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
  local kind = nil
  if (shares == '') ~= (rest == '') then
    kind = 'moved'
  elseif rest ~= '' and now ~= before then
    kind = 'changed'
  end
  if kind then
    news[#news + 1] = kind
    news[#news + 1] = ARGV[i]
    news[#news + 1] = name
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return news
