require "common"
function request() return get("campaign-assets/assets?search=axolotl") end
