"""Spreadsheets: what stands in each column of somebody's CSV file, row by row, with a problem where it is unclear."""
