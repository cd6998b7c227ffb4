"""Records as rows of a table, and back again."""

import json


def columns_of(record, *json_columns):
    """Give a record's fields as columns, the named ones written as JSON."""
    written = {name: json.dumps(getattr(record, name), ensure_ascii=False) for name in json_columns}
    return vars(record) | written


def fields_of(row, *json_columns):
    """Give a row's columns as fields, the named ones read from JSON."""
    return row | {name: json.loads(row[name]) for name in json_columns}
