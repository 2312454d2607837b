-- Adds an instance's figures of a minute to those of all instances.
-- KEYS[1]  hour: hash of figure and minute to number
-- KEYS[2]  rooms: sorted set of rooms by messages
-- KEYS[3]  users: sorted set of users by messages
-- ARGV[1]  minute of the hour
-- ARGV[2]  connections
-- ARGV[3]  messages
-- ARGV[4]  deliveries
-- ARGV[5]  milliseconds that the hour is kept
-- ARGV[6]  milliseconds that rooms and users are kept
-- ARGV[7]  most rooms, and most users, that are kept
-- ARGV[8]  number of rooms that follow, each with its messages; after them as many pairs as there are users
redis.call('HINCRBY', KEYS[1], 'c' .. ARGV[1], ARGV[2])
redis.call('HINCRBY', KEYS[1], 'm' .. ARGV[1], ARGV[3])
redis.call('HINCRBY', KEYS[1], 'd' .. ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
local users = 9 + 2 * tonumber(ARGV[8])
for i = 9, #ARGV, 2 do
  local key = KEYS[2]
  if i >= users then key = KEYS[3] end
  redis.call('ZINCRBY', key, ARGV[i + 1], ARGV[i])
end
for _, key in ipairs({KEYS[2], KEYS[3]}) do
  redis.call('ZREMRANGEBYRANK', key, 0, -1 - tonumber(ARGV[7]))
  redis.call('PEXPIRE', key, ARGV[6])
end
return 1
