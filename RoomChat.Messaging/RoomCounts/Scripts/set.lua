-- Sets an instance's share for some rooms and renews its lease.
-- KEYS[1]  instances: set of the instances that have a share
-- KEYS[2]  share: hash of room to count, and '$' so that a share without members exists too
-- ARGV[1]  instance
-- ARGV[2]  lease in milliseconds
-- ARGV[3…] room and count in turn; count 0 removes the room
redis.call('HSET', KEYS[2], '$', '1')
for i = 3, #ARGV, 2 do
  if ARGV[i + 1] == '0' then
    redis.call('HDEL', KEYS[2], ARGV[i])
  else
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('SADD', KEYS[1], ARGV[1])
