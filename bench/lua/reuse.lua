require "common"
function request()
  return post("campaign-assets/" .. id(math.random(100000)) .. "/reuse", '{"campaign_space_id":"' .. id(math.random(4000)) .. '","reused_in_name":"Summer sale"}')
end
