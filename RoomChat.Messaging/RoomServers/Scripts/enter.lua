-- Records that an instance receives a room's messages.
-- KEYS[1]  servers: set of instances
-- KEYS[2]  head: hash of epoch and offset; for an epoch that continues an older log also parent and begin
-- ARGV[1]  the instance
-- ARGV[2]  new epoch when no instance received the room's messages and they are lost; empty when they are kept
-- ARGV[3]  life of the set after its last change, in seconds
if ARGV[2] ~= '' and redis.call('SCARD', KEYS[1]) == 0 and redis.call('HEXISTS', KEYS[2], 'epoch') == 1 then
-- Without a parent: the missed messages cannot be derived from the old epoch.
  redis.call('HDEL', KEYS[2], 'parent', 'begin')
  redis.call('HSET', KEYS[2], 'epoch', ARGV[2])
end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
