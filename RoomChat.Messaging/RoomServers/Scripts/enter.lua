-- Notes that an instance receives a room's messages.
-- KEYS[1]  servers: set of instances
-- KEYS[2]  head: hash of epoch and offset; of an epoch that continues an older log also parent and begin
-- ARGV[1]  the instance
-- ARGV[2]  epoch to begin when nobody received the room's messages, and they are lost then; empty when they are not
-- ARGV[3]  seconds that the set outlives its last change
if ARGV[2] ~= '' and redis.call('SCARD', KEYS[1]) == 0 and redis.call('HEXISTS', KEYS[2], 'epoch') == 1 then
-- Without a parent: what a reader of the old epoch has seen says nothing about what it missed.
  redis.call('HDEL', KEYS[2], 'parent', 'begin')
  redis.call('HSET', KEYS[2], 'epoch', ARGV[2])
end
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
