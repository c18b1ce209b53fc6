require "common"
function request() return get("campaign-assets/assets?platform=meta&tags=sale") end
