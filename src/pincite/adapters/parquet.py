"""Tables as Parquet, by pyarrow where it is installed (the extra ``parquet``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any


def has_parquet() -> bool:
    """Whether the library is installed."""
    return find_spec("pyarrow") is not None


def write_parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows with the same keys as one Parquet file; call it only where ``has_parquet``."""
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows)), out, compression="zstd")
    return out.getvalue()
