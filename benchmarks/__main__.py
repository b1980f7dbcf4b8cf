"""`python -m benchmarks NAME [...]`: a benchmark is a module of this package whose `main` takes the other arguments."""

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks


def main(arguments: list[str]) -> int:
    """Run the benchmark that the first argument names; without one, or with another word, say which there are."""
    modules = [
        import_module(f"benchmarks.{each.name}")
        for each in iter_modules(benchmarks.__path__)
        if each.name != "__main__"
    ]
    known = {module.__name__.rpartition(".")[2]: module for module in modules if hasattr(module, "main")}
    if not arguments or arguments[0] not in known:
        print(f"usage: python -m benchmarks {' | '.join(sorted(known))}", file=sys.stderr)
        return 2
    code: int = known[arguments[0]].main(arguments[1:])
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
