require "common"
function request() return get("campaign-assets/" .. id(math.random(100000)) .. "/reuse-history") end
