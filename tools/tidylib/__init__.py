"""The rules of the house. Each rule is a function rule(tree) that yields (path, line, message)."""
