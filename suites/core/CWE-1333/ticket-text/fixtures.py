# Long enough that a search which starts anew at each character takes more than ten times the limit; one pass takes
# less than a thirtieth.
LONG = 250_000
