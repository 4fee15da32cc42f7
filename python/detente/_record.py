"""What all records have in common: they are made of JSON objects and become such again."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

R = TypeVar("R", bound="Record")


class Record:
    """A record with named, typed fields. Fields that this version does not know are left out."""

    @classmethod
    def from_dict(cls: type[R], row: dict[str, Any]) -> R:
        """The record of a JSON object, as a line of `detente code` holds one."""
        made = {}
        for name, inner in _inner_types(typing.cast(Any, cls)).items():
            key = _key(name)
            if key not in row:
                continue
            value = row[key]
            if inner is not None and isinstance(value, list):
                value = [inner.from_dict(one) for one in value]
            elif inner is not None and isinstance(value, dict):
                value = inner.from_dict(value)
            made[name] = value
        return cls(**made)

    def to_dict(self) -> dict[str, Any]:
        """The record as a JSON object; absent values are None."""
        return {
            _key(one.name): _plain(getattr(self, one.name))
            for one in fields(typing.cast(Any, self))
        }

    def _repr_html_(self) -> str:
        from .display import record_table

        return record_table(self)


def _key(name: str) -> str:
    """The name in JSON; words of the language have a stroke behind them here (`class_`)."""
    return name.removesuffix("_")


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


@lru_cache(maxsize=None)
def _inner_types(cls: type[Record]) -> dict[str, type[Record] | None]:
    """The fields of a record with the record that their values hold, if they hold one."""
    hints = typing.get_type_hints(cls)
    return {one.name: _inner(hints[one.name]) for one in fields(typing.cast(Any, cls))}


def _inner(hint: Any) -> type[Record] | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return typing.cast("type[Record]", hint)
    if typing.get_origin(hint) in (list, types.UnionType, typing.Union):
        for part in typing.get_args(hint):
            inner = _inner(part)
            if inner is not None:
                return inner
    return None
