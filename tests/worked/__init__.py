"""Worked examples: citations with their facts, from manuals and style authors, against our styles.

Facts become a record, or a CSL item where the work is published, by general rules; no example is
known by name. tests/worked_examples.py is the program.
"""
