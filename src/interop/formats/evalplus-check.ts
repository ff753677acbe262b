// EvalPlus's own files have inputs in place of a test: what the canonical solution gives for them is what is expected.

/** Expected to be within this of a root: any root of the polynomial will do, so the canonical one is not compared. */
const findZero = `def _compare(actual, expected, inputs, tolerance):
    (coefficients,) = inputs
    assert abs(sum(factor * actual**power for power, factor in enumerate(coefficients))) <= tolerance, inputs
`;

/** EvalPlus compares so: equal, or all numbers within the tolerance (1e-6 for floats where none is given). */
const compare = `def _floats(value):
    return isinstance(value, float) or isinstance(value, (list, tuple)) and all(isinstance(one, float) for one in value)

def _near(actual, expected, tolerance):
    if isinstance(expected, (list, tuple)):
        return len(actual) == len(expected) and all(map(_near, actual, expected, [tolerance] * len(expected)))
    return abs(actual - expected) <= tolerance + 1e-07 * abs(expected)

def _compare(actual, expected, inputs, tolerance):
    if expected == actual:
        return
    tolerance = tolerance or (1e-6 if _floats(expected) else 0)
    assert tolerance and type(actual) is type(expected) and _near(actual, expected, tolerance), (
        f"{inputs!r:.200} gives {actual!r:.200}, where the canonical solution gives {expected!r:.200}"
    )
`;

/**
 * The text of a test: `check(candidate)` compares it with the canonical solution on every input. `line` is the record as
 * it is written: numbers of JavaScript would lose that 1.0 is no 1, and the last digits of long ones.
 */
export function evalPlusCheck(line: string, taskId: string): string {
  return `import json
from copy import deepcopy

_record = json.loads(${JSON.stringify(line)})

${taskId === 'HumanEval/32' ? findZero : compare}
def check(candidate):
    namespace = {"__name__": "canonical"}
    exec(_record["prompt"] + _record["canonical_solution"], namespace)
    canonical = namespace[_record["entry_point"]]
    for inputs in [*_record.get("base_input", []), *_record.get("plus_input", [])]:
        expected = canonical(*deepcopy(inputs))
        _compare(candidate(*deepcopy(inputs)), expected, inputs, _record.get("atol", 0))
`;
}
