-- For wrk: sends the bodies of a file in turn, one a line, and tells at the end what it saw.

local requests = {}
local turn = 0

function init(arguments)
  local headers = { ["content-type"] = "application/json", ["accept"] = "application/json" }
  for body in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "failed": %d, "microseconds": %d, "p50": %d, "p99": %d}\n',
    summary.requests, failed, summary.duration,
    latency:percentile(50.0), latency:percentile(99.0)
  ))
end
