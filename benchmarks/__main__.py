"""`python -m benchmarks NAME [ARGUMENTS]` runs `main(ARGUMENTS)` of one module of this package."""

import importlib
import pkgutil
import sys

import benchmarks

if __name__ == "__main__":
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    module = importlib.import_module(f"benchmarks.{name}") if name in names and name != "__main__" else None
    if not hasattr(module, "main"):
        known = ", ".join(each for each in names if each not in {"__main__", "texts", "peers"})
        print(f"usage: python -m benchmarks NAME; the names are {known}")
        sys.exit(2)
    sys.exit(module.main(sys.argv[2:]))
