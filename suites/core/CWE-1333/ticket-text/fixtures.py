# Long enough that a search which starts anew at each character takes ten times the limit, and a single pass a hundredth.
LONG = 250_000
