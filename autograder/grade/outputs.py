"""Outputs as the notebook format has them, whatever hostile code has sent."""

from typing import Any

__all__ = ["CUT", "clean_outputs"]

MAX_TRACEBACK = 50_000  # characters: an error is always kept, so it has to be small
CUT = "the output of this cell was longer than the limit; the rest was left out"


def clean_outputs(outputs: list[Any], limit: int) -> list[dict[str, Any]]:
    """Return outputs as the notebook format has them: text is text, sizes are kept.

    Parameters
    ----------
    outputs : list
        What the kernel sent.
    limit : int
        Longest text of one field.

    Returns
    -------
    list of dict
        Only known kinds of output, only known fields.
    """
    cleaned = (_clean_output(output, limit) for output in outputs)
    return [output for output in cleaned if output]


def _clean_output(output: Any, limit: int) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = _text(output.get("text"), limit)
        return {"output_type": kind, "name": name, "text": text}
    if kind == "error":
        lines = _lines(output.get("traceback"))
        fields = {key: _text(output.get(key), 20_000) for key in ("ename", "evalue")}
        return {"output_type": kind, **fields, "traceback": lines}
    if kind not in ("display_data", "execute_result"):
        return None
    data = output.get("data")
    kept = {
        _text(mime, 100): _text(value, limit)
        for mime, value in (data.items() if isinstance(data, dict) else ())
        if isinstance(value, str)
    }
    shown: dict[str, Any] = {"output_type": kind, "data": kept, "metadata": {}}
    if kind == "execute_result":
        shown["execution_count"] = None
    return shown


def _lines(trace: Any) -> list[str]:
    lines, left = [], MAX_TRACEBACK
    for line in trace[:200] if isinstance(trace, list | tuple) else []:
        lines.append(_text(line, min(left, 20_000)))
        left -= len(lines[-1])
    return lines


def _text(value: Any, limit: int) -> str:
    """Return `value` as text that every file and database takes."""
    text = value if isinstance(value, str) else ""
    return text[:limit].encode("utf-8", "replace").decode("utf-8")
