-- Removes all shares of some instances from a room.
-- KEYS[1]  members: hash of user id to "instance:since;instance:since;|name", and more after it: see set.lua
-- ARGV     the instances
-- Returns  { user id, name, … } of the users who left the room because of this
local left = {}
local members = redis.call('HGETALL', KEYS[1])
for i = 1, #members, 2 do
  local shares = string.match(members[i + 1], '^[^|]*')
  local name = string.sub(members[i + 1], #shares + 2)
  local rest = shares
  for _, instance in ipairs(ARGV) do
    rest = string.gsub(rest, string.gsub(instance, '%W', '%%%0') .. ':%d+;', '')
  end
  if rest == '' then
    redis.call('HDEL', KEYS[1], members[i])
    left[#left + 1] = members[i]
    left[#left + 1] = string.match(name, '^[^\31]*')
  elseif rest ~= shares then
    redis.call('HSET', KEYS[1], members[i], rest .. '|' .. name)
  end
end
return left
