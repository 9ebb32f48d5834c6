-- What Gatewatch's lines in HAProxy ask Lua for: the operation group of a path, and the pacing. A fault of ours is told in
-- HAProxy's log and lets the call pass.
local scopes = require "gatewatch_scope"
local limits = require "gatewatch_limit"

local WRAP = 4294967296 -- gpt0 holds the due time modulo 2^32 ticks

local function safely(what)
  return function(txn)
    local ok, fault = pcall(what, txn)
    if not ok then core.Alert("gatewatch: " .. tostring(fault)) end
  end
end

core.register_action("gatewatch_scope", { "http-req" }, safely(function(txn)
  local group, clear, path, plain = scopes.of(txn.sf:method(), txn.sf:path())
  txn:set_var("txn.gw_scope", group)
  txn:set_var("txn.gw_path", path)
  if clear then txn:set_var("txn.gw_clear", "yes") end
  if plain then txn:set_var("txn.gw_plain", "yes") end
end))

local function limit_of(txn, rule)
  local text = txn:get_var(rule)
  return text and limits.parse(text)
end

local function stored(txn, due, now)
  local ticks = txn:get_var(due) or 0
  return ticks == 0 and 0 or (ticks - now + WRAP + WRAP / 2) % WRAP - WRAP / 2
end

local function admit(txn, name, ahead, now)
  if ahead then txn:set_var(name, math.max(1, math.floor((now + ahead) % WRAP))) end
end

-- Sets gw_quota and gw_retry for a call that may not pass, else the due times to store.
core.register_action("gatewatch_pace", { "http-req" }, safely(function(txn)
  local now = math.floor(txn:get_var("txn.gw_clock") / 10)
  local quota, wait, all_next = limits.judge_both(
    limit_of(txn, "txn.gw_rule"), stored(txn, "txn.gw_due", now),
    limit_of(txn, "txn.gw_all"), stored(txn, "txn.gw_all_due", now), now)
  if quota then
    txn:set_var("txn.gw_retry", math.floor(wait))
    txn:set_var("txn.gw_quota", quota)
    txn:set_var("txn.gw_decision", "limit")
  else
    admit(txn, "txn.gw_next", wait, now)
    admit(txn, "txn.gw_all_next", all_next, now)
  end
end))
