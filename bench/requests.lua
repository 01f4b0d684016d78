-- For wrk: sends the requests of a file in turn, one a line, and tells at the end what it saw.
-- A line is the body of a POST, or the path of a GET. Before a body may stand the token of who sends
-- it, and a tab. The second argument says how far on in the file it begins, from 0 to 1: what is slow
-- would otherwise only see the first ones.

local requests = {}
local turn = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local headers = { ["content-type"] = "application/json", ["accept"] = "application/json" }
    local token, body = line:match("^([^\t]*)\t(.*)$")
    if token then
      headers["authorization"] = "Bearer " .. token
    else
      body = line
    end
    local is_path = body:sub(1, 1) == "/"
    requests[#requests + 1] = is_path and wrk.format("GET", body, headers)
      or wrk.format("POST", nil, headers, body)
  end
  turn = math.floor(#requests * tonumber(arguments[2]))
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "failed": %d, "microseconds": %d, "p50": %d, "p95": %d, "p99": %d}\n',
    summary.requests, failed, summary.duration,
    latency:percentile(50.0), latency:percentile(95.0), latency:percentile(99.0)
  ))
end
