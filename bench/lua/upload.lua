require "common"
-- 200,000 bytes that compress badly, of which the first 24 differ in each call. BENCH_TENANTS: over how many tenants they spread.
local tenants = tonumber(os.getenv("BENCH_TENANTS") or "1")
local noise = {}
for i = 1, 200000 - 24 do noise[i] = string.char(math.random(0, 255)) end

local boundary = "----bench"
local head = "--" .. boundary .. '\r\nContent-Disposition: form-data; name="asset_type"\r\n\r\nother\r\n--' .. boundary
  .. '\r\nContent-Disposition: form-data; name="file"; filename="upload.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
local tail = table.concat(noise) .. "\r\n--" .. boundary .. "--\r\n"
local form = { ["Content-Type"] = "multipart/form-data; boundary=" .. boundary }

function request()
  local tenant = math.random(tenants)
  local space = tenant == 1 and math.random(4000) or 4018 + (tenant - 2) + 49 * math.random(0, 319)
  return wrk.format("POST", url("campaign-assets/campaign-spaces/" .. id(space) .. "/assets", tenant), form, head .. unique() .. tail)
end
