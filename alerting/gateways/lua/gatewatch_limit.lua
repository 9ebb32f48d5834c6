-- One limit of Gatewatch's and its pacing, for HAProxy, nginx and Kong. A limit is a text, until:every:slack:since:spared:quota:
-- version:limit, parts percent-encoded, until in seconds, since in milliseconds, every and slack in ticks of 10 microseconds.
local M = { TICKS = 100000 }

function M.parse(value)
  local untl, every, slack, since, spared, quota, epoch, version =
    value:match("^(%d+):(%d+):(%d+):(%d+):([^:]+):([^:]+):(%d+)%.(%d+):")
  if not untl then return nil end
  return {
    untl = tonumber(untl), every = tonumber(every), slack = tonumber(slack), since = tonumber(since),
    spared = spared, quota = quota, epoch = tonumber(epoch), version = tonumber(version),
  }
end

-- GCRA: a call is due every so many ticks and may come "slack" ticks early; a limit begins with no slack saved up. stored is
-- how far ahead of now the due time lies, in ticks. Gives the seconds to wait; or nil, and how far ahead of now the due time
-- lies once the call is admitted. Only what is admitted moves it.
function M.judge(limit, stored, now)
  if limit.every == 0 then return math.max(1, math.ceil(limit.untl - now / M.TICKS)) end
  local ahead = math.max(0, stored, limit.since * 100 + limit.slack - now)
  ahead = math.min(ahead, limit.slack + limit.every)
  if ahead > limit.slack then return math.max(1, math.ceil((ahead - limit.slack) / M.TICKS)) end
  return nil, ahead + limit.every
end

-- Two limits have to let a call pass. Gives the quota that refuses it and the seconds to wait, the longer of both; or nil,
-- and for each limit that is there how far ahead of now its due time lies then.
function M.judge_both(own, own_stored, all, all_stored, now)
  local wait, next_due, all_wait, all_next
  if own then wait, next_due = M.judge(own, own_stored, now) end
  if all then all_wait, all_next = M.judge(all, all_stored, now) end
  if all_wait and all_wait > (wait or 0) then return all.quota, all_wait end
  if wait then return own.quota, wait end
  return nil, next_due, all_next
end

return M
