-- Renews an instance's lease.
-- KEYS[1]  instances: set of the instances that have a share
-- KEYS[2]  share: hash of room to count
-- ARGV[1]  instance
-- ARGV[2]  lease in milliseconds
-- Returns  1, or 0 when the share is gone
-- Checks first, because Garnet fails when it prolongs a key that has just expired.
if redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
-- A reader may have removed the name just before the share was set.
redis.call('SADD', KEYS[1], ARGV[1])
return 1
