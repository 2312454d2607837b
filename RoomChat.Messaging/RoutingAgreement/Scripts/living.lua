-- Reads the valid notices.
-- KEYS[1]  notices: sorted set of strategy and instance by the end of the notice, in milliseconds of the server's clock
-- Returns  strategy and instance of each
local clock = redis.call('TIME')
return redis.call('ZRANGEBYSCORE', KEYS[1], clock[1] * 1000 + math.floor(clock[2] / 1000), '+inf')
