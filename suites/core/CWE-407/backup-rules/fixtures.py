# Short beside what the problem allows, and enough for work that grows by a factor with each wildcard or brace.
LONG = "a" * 70
