import re


class Automaton:
    """States are numbers; `steps[state]` says which characters lead on, `jumps[state]` where it leads without one."""

    def __init__(self, pattern):
        self.steps, self.jumps = [], []
        tokens = re.findall(r"\*+|.", pattern, re.DOTALL)[::-1]
        start = self.state()
        self.final = self.sequence(tokens, start, depth=0)
        if tokens:
            raise ValueError("a brace closes that was not opened")
        self.start = self.reachable({start})

    def state(self):
        self.steps.append(None)
        self.jumps.append([])
        return len(self.steps) - 1

    def sequence(self, tokens, state, depth):
        while tokens and tokens[-1] != "}" and not (depth and tokens[-1] == ","):
            token = tokens.pop()
            end = self.state()
            if token == "{":
                while True:
                    begin = self.state()
                    self.jumps[state].append(begin)
                    self.jumps[self.sequence(tokens, begin, depth + 1)].append(end)
                    if not tokens:
                        raise ValueError("a brace is not closed")
                    if tokens.pop() == "}":
                        break
            elif token[0] == "*":
                loop = self.state()
                self.jumps[state].append(loop)
                self.jumps[loop].append(end)
                self.steps[loop] = ("" if len(token) > 1 else "/", None, loop)
            elif token == "?":
                self.steps[state] = ("/", None, end)
            else:
                self.steps[state] = ("", token, end)
            state = end
        return state

    def reachable(self, states):
        waiting, found = list(states), set(states)
        while waiting:
            for following in self.jumps[waiting.pop()]:
                if following not in found:
                    found.add(following)
                    waiting.append(following)
        return found

    def matches(self, text):
        states = self.start
        for character in text:
            following = set()
            for state in states:
                if self.steps[state] is not None:
                    excluded, wanted, end = self.steps[state]
                    if character == wanted or (wanted is None and character != excluded):
                        following.add(end)
            states = self.reachable(following)
            if not states:
                return False
        return self.final in states


def select(paths, rules):
    read = []
    for rule in rules:
        pattern = rule[1:] if rule[:1] == "!" else rule
        if not pattern:
            raise ValueError("an empty rule")
        read.insert(0, (Automaton(pattern), "/" in pattern, pattern == rule))

    def wanted(path):
        for automaton, whole, answer in read:
            if automaton.matches(path if whole else path.split("/")[-1]):
                return answer
        return False

    return [path for path in paths if wanted(path)]
