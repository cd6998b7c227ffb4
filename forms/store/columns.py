"""Records as rows of a table, and back again."""

import json


def row_of(record, *apart):
    """Give a record's fields as columns, less the named ones, which stand in tables of their own."""
    return {name: value for name, value in vars(record).items() if name not in apart}


def fields_of(row, *json_columns):
    """Give a row's columns as fields, the named ones read from JSON."""
    return row | {name: json.loads(row[name]) for name in json_columns}
