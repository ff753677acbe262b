"""An Inspect AI task over an exported suite: Inspect asks the models, seceval judges in its sandbox.

Written against Inspect's documented interface, and not run by us: tell us where it is wrong.

    seceval suite export inspect --to exported            # writes exported/samples.jsonl
    inspect eval examples/inspect_scorer.py --model openai/gpt-4.1-mini
"""

import asyncio
import json
import os

from inspect_ai import Task, task
from inspect_ai.dataset import json_dataset
from inspect_ai.scorer import CORRECT, INCORRECT, Score, accuracy, scorer, stderr
from inspect_ai.solver import generate

SUITE = os.environ.get("SECEVAL_SUITE", "core")


@scorer(metrics=[accuracy(), stderr()])
def seceval_score():
    async def score(state, target):
        line = json.dumps({"task": state.sample_id, "completion": state.output.completion})
        pipe = asyncio.subprocess.PIPE
        command = ["seceval", "score", "-", "--json", "--suite", SUITE]
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
        out, err = await process.communicate(line.encode())
        if process.returncode != 0:
            raise RuntimeError(f"seceval score: {err.decode()}")
        result = json.loads(out.splitlines()[0])
        if result["verdict"] == "inconclusive":
            raise RuntimeError(f"not judged: {result.get('detail')}")  # no fact about the model
        value = CORRECT if result["verdict"] == target.text else INCORRECT
        return Score(value=value, explanation=f"{result['verdict']}: {result.get('detail', '')}")

    return score


@task
def seceval():
    return Task(dataset=json_dataset("exported/samples.jsonl"), solver=generate(), scorer=seceval_score())
