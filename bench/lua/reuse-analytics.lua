require "common"
function request() return get("campaign-assets/reuse-analytics") end
