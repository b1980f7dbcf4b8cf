"""What the product is measured against, run with `python -m benchmarks NAME` from the repository's root."""
