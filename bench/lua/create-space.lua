require "common"
function request()
  return post("campaign-spaces", '{"campaign_name":"Spring sale","platform":"meta","description":"Aimed at families","budget":5000,"tags":["sale","q2"]}')
end
