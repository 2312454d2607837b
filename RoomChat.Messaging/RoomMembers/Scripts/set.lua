-- Sets one instance's shares of users in a room.
-- KEYS[1]  members: hash of user id to "instance:since;instance:since;|name"
-- ARGV[1]  instance
-- ARGV[2]  seconds that the members outlive this change
-- ARGV[3…] user id, since in Unix milliseconds (empty to remove the share) and name in turn
-- Returns  { user id, name, … } of those who came into the room or went out of it by this
local changed = {}
local own = string.gsub(ARGV[1], '%W', '%%%0') .. ':%d+;'
for i = 3, #ARGV, 3 do
  local entry = redis.call('HGET', KEYS[1], ARGV[i])
  local shares = entry and string.match(entry, '^[^|]*') or ''
  local rest = string.gsub(shares, own, '')
  local name = ARGV[i + 2]
  if ARGV[i + 1] ~= '' then
    rest = rest .. ARGV[1] .. ':' .. ARGV[i + 1] .. ';'
  elseif entry then
    name = string.sub(entry, #shares + 2)
  end
  if rest ~= '' then
    redis.call('HSET', KEYS[1], ARGV[i], rest .. '|' .. name)
  elseif entry then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
  if (shares == '') ~= (rest == '') then
    changed[#changed + 1] = ARGV[i]
    changed[#changed + 1] = name
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return changed
