"""Rewards from `seceval serve` for TRL's trainers: GRPOTrainer(reward_funcs=[secure_code_reward], …).

The data set has a column `task` (CWE-089/order-search); `mode`, `strategy` and `shown` are passed on where it has them.
SECEVAL_URL and SECEVAL_TOKEN say where the service is. Run as a program, it rewards a JSON list of {task, completion}.
"""
import json, os, sys, time, urllib.error, urllib.request


def secure_code_reward(completions, task, **columns):
    """A reward for each completion; None where the harness failed, which TRL leaves out."""
    known = {name: columns[name] for name in ("mode", "strategy", "shown") if columns.get(name)}
    body = json.dumps({"completions": completions, "task": task, **known}).encode()
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ.get("SECEVAL_TOKEN", "")}
    url = os.environ.get("SECEVAL_URL", "http://127.0.0.1:8787") + "/v1/compat/trl"
    for _attempt in range(100):
        try:
            return json.load(urllib.request.urlopen(urllib.request.Request(url, body, headers)))["rewards"]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise RuntimeError(error.read().decode()) from error
            time.sleep(float(error.headers.get("Retry-After", "1")))
    raise RuntimeError("the service was busy for too long")


if __name__ == "__main__":
    items = json.load(sys.stdin)
    print(json.dumps(secure_code_reward([item["completion"] for item in items], [item["task"] for item in items])))
