-- What the scripts share: names of the rows that seed.sql made, and one line of figures at the end.
local api = "/api/"
local run = os.getenv("BENCH_RUN") or "0"
local calls = 0

math.randomseed(tonumber(run) + os.time())

function id(n) return string.format("01900000-0000-7000-8000-%012x", n) end

function url(path, tenant)
  return api .. path .. (path:find("?", 1, true) and "&" or "?") .. "tenant_id=bench-" .. (tenant or 1)
end

function get(path) return wrk.format("GET", url(path)) end

local json = { ["Content-Type"] = "application/json" }
function post(path, body) return wrk.format("POST", url(path), json, body) end

-- 24 characters that no other call of any run has.
function unique()
  calls = calls + 1
  return string.format("%012d%012d", tonumber(run), calls)
end

-- Requests per second, p50 and p99 in milliseconds, and how many failed.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("figures %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
