-- The operation group of a request, by its method and path alone, for HAProxy, nginx and Kong: as Gatewatch's ingest names
-- it where no catalogue does (OperationNames, RequestPath, PathWords). One table of examples is tried with all of them
-- (src/test/resources/operation-groups.txt). Plain Lua, 5.1 and later.
local M = {}

local function set(words)
  local all = {}
  for word in words:gmatch("%S+") do all[word] = true end
  return all
end

local READING = set "GET HEAD OPTIONS"
local ARRANGEMENT = set [[api apis rest open-banking openbanking ob obie psd2 psd3 xs2a berlin-group berlingroup fdx aisp pisp
  cbpii public private internal external gateway service services mobile web app . ..]]
local LOGIN_AREAS = set "oauth oauth1 oauth2 auth openid oidc sso saml saml2"
local LOGIN_ENDINGS = set "token tokens login signin sign-in logon authorize authenticate auth"
-- What a log-in that only its last word tells may lie under. The segment behind realms is a name (Keycloak).
local LOGIN_PARENTS = set "session sessions identity identities connect openid-connect protocol realms"
local WORDS_WITH_DIGITS = set [[oauth2 oauth1 psd2 psd3 saml2 http2 web3 s3 ec2 k8s i18n l10n iso20022 log4j base64 p2p b2b b2c
  c2b e2e 3ds 3ds2 x509 ipv4 ipv6 sha1 sha256 md5 mp3 mp4 utf8 auth0 2fa fdx5 mt940 camt053 pain001 phpmyadmin2 xs2a v2ray]]
local STAGES = { [""] = true, alpha = true, beta = true, rc = true }
local MOST_SEGMENTS, LONGEST_WORD, LONGEST_VERSION, MOST_PARTS = 16, 40, 12, 6

local function is_version(segment)
  local numbers, stage, rest = segment:match("^v([%d.]*%d)(%a*)(%d*)$")
  if not numbers or #segment > LONGEST_VERSION or #rest > 3 or not STAGES[stage] then return false end
  for number in (numbers .. "."):gmatch("([^.]*)%.") do
    if number == "" or #number > 3 then return false end
  end
  return true
end

-- Whether a segment in lower case is a word rather than an id.
local function is_word(segment)
  if #segment > LONGEST_WORD then return false end
  if segment == "." or segment == ".." then return true end
  if segment:find("%d") then return WORDS_WITH_DIGITS[segment] or false end
  if not segment:find("^%$?[%a%-_%.~]+$") then return false end
  local _, parts = segment:gsub("%a+", "")
  return parts >= 1 and parts <= MOST_PARTS
end

local function decoded(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- RFC 3986: what needs no percent sign has none, and neither scheme, query nor fragment.
local function spelled(target)
  local path = target:match("^[^?#]*")
  if path:sub(1, 1) ~= "/" then path = path:match("^[^/]+://[^/]*(.*)$") or path end
  return (path:gsub("%%(%x%x)", function(hex)
    local char = string.char(tonumber(hex, 16))
    return char:match("[%w%-%._~]")
  end))
end

local function segments_of(path)
  local all = {}
  for segment in (path:gsub("^/", "") .. "/"):gmatch("([^/]*)/") do all[#all + 1] = segment end
  return all
end

-- Without . and .., as ingest does it: nothing lies above the root, so a .. there stays.
local function without_dots(segments)
  local kept = {}
  for _, segment in ipairs(segments) do
    if segment == ".." and #kept > 0 and kept[#kept] ~= ".." then
      kept[#kept] = nil
    elseif segment ~= "." then
      kept[#kept + 1] = segment
    end
  end
  return kept
end

-- As the most obliging backend reads a path: decoded twice, backslashes as slashes, without control characters.
local function obliging(path)
  return (decoded(decoded(path)):gsub("%c", ""):gsub("\\", "/"))
end

-- Its segments, without parameters and empty ones; and whether dots are among them.
local function obliging_segments(read)
  local all, dots = {}, false
  for segment in read:gmatch("[^/]+") do
    local text = segment:match("^[^;]*")
    dots = dots or text == "." or text == ".."
    if text ~= "" then all[#all + 1] = text end
  end
  return all, dots
end

-- Whether every backend finds the same path in a target as we do. Some take what stands behind // for a host, and what
-- stands behind # for the path.
local function is_plain(target, path, kept)
  if target:find("^[^?]*#") then return false end
  if target:sub(1, 1) ~= "/" and not target:find("^%a[%w+.-]*://[%w.:%[%]-]*/") then return false end
  if not path:find("[%%\\;%c]") and not path:find("/.", 1, true) then return path:sub(1, 2) ~= "//" end
  local read = obliging(path)
  if read:sub(1, 2) == "//" then return false end
  local segments, dots = obliging_segments(read)
  if not dots then return true end
  local ours = obliging_segments(obliging(table.concat(kept, "/")))
  return not read:find("[?#]") and table.concat(without_dots(segments), "/") == table.concat(ours, "/")
end

-- Whether a segment can lie above a log-in and be no resource of its own.
local function is_above_login(text, before)
  return ARRANGEMENT[text] or LOGIN_AREAS[text] or LOGIN_ENDINGS[text] or LOGIN_PARENTS[text] or before == "realms"
    or is_version(text) or text:find("^%d+$") or (#text == 36 and text:find("^[%x-]+$"))
end

-- Whether what stands in front of the word that names a group is surely no resource: a handler of /graphql answers
-- /graphql/login too, and who decodes finds accounts in /accounts%2F1/payments.
local function is_sure(texts, naming, by_last)
  for i = 1, naming - 1 do
    if texts[i]:find("[^%w._~-]") or (by_last and not is_above_login(texts[i], texts[i - 1])) then return false end
  end
  return true
end

-- The operation group; whether it is clear, since what is not may not be spared by its name; the path as it was read, in
-- lower case, with a slash at its end; and whether the path alone is clear, for whoever names the group otherwise.
function M.of(method, target)
  local path = spelled(target)
  local kept = without_dots(segments_of(path))
  local texts, resource, last, resource_at, last_at = {}, nil, nil, 1, 1
  for _, segment in ipairs(kept) do
    local text = segment:match("^.[^;]*")
    text = text and text:lower()
    texts[#texts + 1] = text
    if text and #texts <= MOST_SEGMENTS and is_word(text) and not is_version(text) then
      last, last_at = text, #texts
      if not resource and not ARRANGEMENT[text] then resource, resource_at = text, #texts end
    end
  end
  resource = resource or last or "root"
  local by_last = not LOGIN_AREAS[resource] and last and LOGIN_ENDINGS[last]
  local login = by_last or LOGIN_AREAS[resource]
  local group = login and "auth.write" or resource .. (READING[method] and ".read" or ".write")
  local plain = is_plain(target, path, kept)
  local clear = plain and is_sure(texts, by_last and last_at or resource_at, by_last)
  return group, clear, "/" .. table.concat(texts, "/") .. (#texts > 0 and "/" or ""), plain
end

return M
