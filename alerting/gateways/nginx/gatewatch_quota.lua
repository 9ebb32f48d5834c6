-- Gatewatch's quotas in nginx with Lua, and in Kong. Limits lie in a shared dictionary and end by themselves; the reader
-- gives them through control(). One entry: agent|group -> until:every:slack:since:spared:quota:version:limit, parts
-- percent-encoded, until in seconds, since in milliseconds, every and slack in ticks of 10 microseconds.
-- Whatever is wrong here lets the call pass. Needs nothing but ngx_lua.
local M = {}

local INCARNATION = "#incarnation"
local TICKS = 100000
local CREDENTIALS = { "x-api-key", "authorization" }
local ARRANGEMENT = {}
for word in ([[api apis rest open-banking openbanking ob obie psd2 psd3 xs2a berlin-group berlingroup fdx aisp pisp cbpii
    public private internal external gateway service services mobile web app]]):gmatch("%S+") do
  ARRANGEMENT[word] = true
end
local READING = { GET = true, HEAD = true, OPTIONS = true }

local function encode(text)
  return (text:gsub("[^%w%-%._~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

-- Operation group of a request, as far as its path tells it: resource.read or resource.write.
function M.scope(method, path)
  local verb = READING[method] and ".read" or ".write"
  local last = "root"
  for segment in path:lower():gmatch("[^/]+") do
    last = segment
    if not ARRANGEMENT[segment] and not segment:match("^v[%d.]+$") then break end
  end
  return last .. verb
end

local function parse(value)
  local untl, every, slack, since, spared, quota, epoch, version =
    value:match("^(%d+):(%d+):(%d+):(%d+):([^:]+):([^:]+):(%d+)%.(%d+):")
  if not untl then return nil end
  return {
    untl = tonumber(untl), every = tonumber(every), slack = tonumber(slack), since = tonumber(since),
    spared = spared, quota = quota, epoch = tonumber(epoch), version = tonumber(version),
  }
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
  local limit = value and parse(value)
  return limit and limit.untl > now and limit or nil
end

-- Nil when the call may pass; else the quota that refuses it, and the seconds to wait. The narrow limit holds before
-- that on *. GCRA: only what is admitted moves the due time, and a limit begins with no slack saved up.
function M.refusal(limits, pace, agent, scope, now)
  local key = encode(agent) .. "|" .. encode(scope)
  local limit = in_force(limits, key, now)
  if not limit then
    key = encode(agent) .. "|*"
    limit = in_force(limits, key, now)
    if not limit or is_spared(limit.spared, encode(scope)) then return nil end
  end
  if limit.every == 0 then return limit.quota, math.ceil(limit.untl - now) end
  local ticks = now * TICKS
  local ahead = math.max(0, (pace:get(key) or 0) - ticks, limit.since * 100 + limit.slack - ticks)
  ahead = math.min(ahead, limit.slack + limit.every)
  if ahead > limit.slack then
    return limit.quota, math.max(1, math.ceil((ahead - limit.slack) / TICKS))
  end
  pace:set(key, ticks + ahead + limit.every, (ahead + limit.every) / TICKS)
  return nil
end

-- The same, and a fault of ours lets the call pass.
function M.safe_refusal(limits, pace, agent, scope, now)
  local ok, quota, wait = pcall(M.refusal, limits, pace, agent, scope, now)
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
  if not agent or agent == "" then return end
  local scope = named ~= nil and named ~= "" and named or M.scope(ngx.req.get_method(), ngx.var.uri)
  local quota, wait =
    M.safe_refusal(ngx.shared.gatewatch_limits, ngx.shared.gatewatch_pace, agent, scope, ngx.now())
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

-- True when there, false when older than what holds, nil when it cannot be read or is over. A whole set is the truth.
local function put(limits, key, value, now, whole)
  local limit = parse(value)
  if not limit or limit.untl <= now then return nil end
  local held = not whole and in_force(limits, key, now)
  if held and (held.epoch > limit.epoch or (held.epoch == limit.epoch and held.version > limit.version)) then
    return false
  end
  return (limits:safe_set(key, value, limit.untl - now))
end

local function put_all(limits, text, now, whole)
  local given = {}
  for line in text:gmatch("[^\n]+") do
    local key, value = line:match("^(%S+) (%S+)$")
    local done = key and put(limits, key, value, now, whole)
    if done == false then return 409 end
    if not done then return 400 end
    given[key] = true
  end
  return 200, given
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
    status = put_all(limits, body(), now)
  elseif method == "PUT" then
    local given
    status, given = put_all(limits, body(), now, true)
    for _, key in ipairs(given and limits:get_keys(0) or {}) do
      if not given[key] and key ~= INCARNATION then limits:delete(key) end
    end
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
