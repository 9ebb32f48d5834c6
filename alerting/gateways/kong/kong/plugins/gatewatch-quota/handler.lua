-- Gatewatch's quotas in Kong, beside the operator's own rate-limiting, which keeps running: it comes before this plugin
-- and whom it refuses is not counted here. The limits are those of gatewatch_quota.lua; nothing of Kong's configuration
-- or database is touched.
local quota = require "gatewatch_quota"

local Handler = {
  PRIORITY = 899, -- behind authentication (1000 and more) and rate-limiting (901 to 910)
  VERSION = "0.1.0",
}

function Handler:access(conf)
  if quota.has_two_credentials() then return kong.response.exit(400) end
  local consumer = kong.client.get_consumer()
  local agent = consumer and consumer[conf.agent_id]
  local refusing, wait =
    quota.judge(agent, conf.operation_group, kong.request.get_method(), kong.request.get_path_with_query())
  if not refusing then return end
  return kong.response.exit(429, quota.problem(refusing), {
    ["Content-Type"] = "application/problem+json",
    ["Retry-After"] = wait,
    ["X-Gatewatch-Quota"] = refusing,
  })
end

return Handler
