-- Gatewatch's quotas in nginx with Lua, and in Kong. Limits lie in a shared dictionary and end by themselves; the reader
-- gives them through control(). One entry: agent|group -> the limit as in gatewatch_limit.lua, parts percent-encoded; the
-- agent * is everybody. Whatever is wrong here lets the call pass. Needs ngx_lua, gatewatch_scope and gatewatch_limit.
local scopes = require "gatewatch_scope"
local rule = require "gatewatch_limit"
local M = {}

local INCARNATION = "#incarnation"
local TICKS = rule.TICKS
local CREDENTIALS = { "x-api-key", "authorization" }

local function encode(text)
  return (text:gsub("[^%w%-%._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

local function is_spared(spared, scope)
  if spared == "-" then return false end
  for glob in spared:gmatch("[^,]+") do
    local pattern = glob:gsub("%%2A", "\1"):gsub("[%-%.%%]", "%%%0"):gsub("\1", ".*")
    if scope:find("^" .. pattern .. "$") then return true end
  end
  return false
end

local function in_force(limits, key, now)
  local value = limits:get(key)
  local limit = value and rule.parse(value)
  return limit and limit.untl > now and limit or nil
end

-- The limit of an agent: the narrow one before that on *, which spares some groups, but no path that is not clear.
local function own_limit(limits, agent, scope, clear, now)
  local key = encode(agent) .. "|" .. encode(scope)
  local limit = in_force(limits, key, now)
  if limit then return limit, key end
  key = encode(agent) .. "|*"
  limit = in_force(limits, key, now)
  if not limit or (clear and is_spared(limit.spared, encode(scope))) then return nil, key end
  return limit, key
end

local function admit(pace, key, ahead, now)
  if ahead then pace:set(key, now + ahead, ahead / TICKS) end
end

-- Nil when the call may pass; else the quota that refuses it, and the seconds to wait. A call has to pass the limit of its
-- agent, who may be nil, and that for everybody.
function M.refusal(limits, pace, agent, scope, clear, seconds)
  local own, own_key
  if agent then own, own_key = own_limit(limits, agent, scope, clear, seconds) end
  local all_key = "*|" .. encode(scope)
  local all = in_force(limits, all_key, seconds)
  if not own and not all then return nil end
  local now = seconds * TICKS
  local quota, wait, all_next = rule.judge_both(
    own, own and (pace:get(own_key) or 0) - now, all, all and (pace:get(all_key) or 0) - now, now)
  if quota then return quota, wait end
  admit(pace, own_key, own and wait, now)
  admit(pace, all_key, all_next, now)
  return nil
end

-- The same for a request; a fault of ours lets it pass. named is the operation group where the operator says it, target the
-- request's path as it came, since that is what Gatewatch reads in the log.
function M.judge(agent, named, method, target)
  local ok, quota, wait = pcall(function()
    local scope, clear, _, plain = scopes.of(method, target)
    if named and named ~= "" then scope, clear = named, plain end
    local who = agent and agent ~= "" and agent or nil
    return M.refusal(ngx.shared.gatewatch_limits, ngx.shared.gatewatch_pace, who, scope, clear, ngx.now())
  end)
  if ok then return quota, wait end
  ngx.log(ngx.ERR, "gatewatch: ", quota)
  return nil
end

function M.problem(quota)
  return '{"type":"abnormal-usage-detected","title":"Abnormal usage detected","status":429,"reference":"' .. quota .. '"}'
end

-- Whether a credential stands there twice: nginx would believe one of them and the upstream perhaps the other.
function M.has_two_credentials()
  local headers = ngx.req.get_headers(0)
  for _, name in ipairs(CREDENTIALS) do
    if type(headers[name]) == "table" then return true end
  end
  return false
end

-- For access_by_lua. agent is what nginx itself has checked, nil or empty when nobody was; named is the operation group
-- where the operator says it, else nil or empty.
function M.access(agent, named)
  if M.has_two_credentials() then return ngx.exit(400) end
  local quota, wait = M.judge(agent, named, ngx.req.get_method(), ngx.var.request_uri)
  if not quota then return end
  ngx.status = 429
  ngx.header["Content-Type"] = "application/problem+json"
  ngx.header["Retry-After"] = wait
  ngx.header["X-Gatewatch-Quota"] = quota
  ngx.print(M.problem(quota))
  return ngx.exit(ngx.HTTP_OK)
end

local function body()
  ngx.req.read_body()
  local data = ngx.req.get_body_data()
  if data then return data end
  local file = ngx.req.get_body_file()
  if not file then return "" end
  local handle = assert(io.open(file, "rb"))
  data = handle:read("*a")
  handle:close()
  return data
end

-- Nil when it is there; else the status that says why not. A whole set is the truth, whatever version holds. Where there is
-- no room for another text, the one before stays until its end.
local function put(limits, key, value, now, whole)
  local limit = rule.parse(value)
  if not limit then return 400 end
  if limit.untl <= now then return 410 end
  local held = in_force(limits, key, now)
  if held and not whole and (held.epoch > limit.epoch or (held.epoch == limit.epoch and held.version > limit.version)) then
    return 409
  end
  local before = held and limits:get(key)
  if limits:safe_set(key, value, limit.untl - now) then return nil end
  if before then limits:safe_set(key, before, held.untl - now) end
  return 507
end

-- Each line by itself: what cannot be put keeps nothing else out. Gives the worst status, and a line for each that failed.
local function put_all(limits, text, now, whole)
  local worst, failed = 200, {}
  for line in text:gmatch("[^\n]+") do
    local key, value = line:match("^(%S+) (%S+)$")
    local status = key and put(limits, key, value, now, whole) or (not key and 400) or nil
    if status then
      worst = math.max(worst, status)
      failed[#failed + 1] = (key or "?") .. " " .. status
    end
  end
  return worst, table.concat(failed, "\n")
end

local function delete_others(limits, text)
  local given = {}
  for key in ("\n" .. text):gmatch("\n(%S+)") do given[key] = true end
  for _, key in ipairs(limits:get_keys(0)) do
    if not given[key] and key ~= INCARNATION then limits:delete(key) end
  end
  limits:flush_expired()
end

local function list(limits)
  local lines = {}
  for _, key in ipairs(limits:get_keys(0)) do
    local value = key ~= INCARNATION and limits:get(key)
    if value then lines[#lines + 1] = key .. " " .. value end
  end
  return table.concat(lines, "\n")
end

-- For content_by_lua of a server that only the reader can reach. GET lists, GET ?key tells one, GET ?incarnation tells
-- a word that is another one after a restart; POST sets lines, PUT has exactly these lines afterwards, DELETE takes keys.
-- What could not be set is answered line by line: 409 older, 410 over, 400 unreadable, 507 no room; PUT itself is 200 then.
function M.control(limits)
  local method, query, now = ngx.req.get_method(), ngx.var.args or "", ngx.now()
  local text, status = "", 200
  if method == "GET" and query == "incarnation" then
    limits:add(INCARNATION, now .. "/" .. ngx.worker.pid())
    text = limits:get(INCARNATION) or "none"
  elseif method == "GET" and query ~= "" then
    local value = limits:get(query)
    text = value and (query .. " " .. value) or ""
  elseif method == "GET" then
    text = list(limits)
  elseif method == "POST" then
    status, text = put_all(limits, body(), now)
  elseif method == "PUT" then
    local lines = body()
    delete_others(limits, lines)
    text = select(2, put_all(limits, lines, now, true))
  elseif method == "DELETE" then
    for key in body():gmatch("%S+") do limits:delete(key) end
  else
    status = 405
  end
  ngx.status = status
  ngx.header["Content-Type"] = "text/plain"
  ngx.print(text)
  return ngx.exit(ngx.HTTP_OK)
end

return M
