-- Records that an instance no longer receives a room's messages.
-- KEYS[1]  servers: set of instances
-- ARGV[1]  the instance
-- Returns  1 when no instance does now, else 0
redis.call('SREM', KEYS[1], ARGV[1])
if redis.call('SCARD', KEYS[1]) == 0 then
  return 1
end
return 0
