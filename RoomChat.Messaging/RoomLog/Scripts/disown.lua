-- Begins a new epoch after a message, because its next offsets named other messages before.
-- KEYS[1]  head: hash of epoch and offset; for an epoch that continues an older log also parent and begin
-- ARGV[1]  new epoch
-- ARGV[2]  epoch of the message
-- ARGV[3]  offset of the message
local head = redis.call('HMGET', KEYS[1], 'epoch', 'offset')
if head[1] == ARGV[2] and tonumber(head[2]) > tonumber(ARGV[3]) then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'parent', ARGV[2], 'begin', ARGV[3])
end
