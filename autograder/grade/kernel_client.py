"""nbclient made safe against the kernel it talks to: every message may be a lie."""

import json
import logging
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal
from nbformat import NotebookNode
from traitlets import Dict, Int

__all__ = ["CUT", "SILENT", "MeteredClient", "QuietKernelManager", "clean_outputs"]

CUT = "the output of this cell was longer than the limit; the rest was left out"
# A longer message ends the connection before it fills the grader's memory.
LONGEST_MESSAGE = 64 * 2**20
SMALLEST_OUTPUT = 200  # so that a million empty outputs count, too


class QuietKernelManager(AsyncKernelManager):
    """A kernel manager for unix sockets, with its own limit on message size."""

    def _context_default(self) -> zmq.asyncio.Context:
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, LONGEST_MESSAGE)
        return context


# What nbclient logs of a learner's kernel is no news: it is in the verdict.
SILENT = logging.getLogger("autograder.kernel")
SILENT.addHandler(logging.NullHandler())
SILENT.propagate = False


class MeteredClient(NotebookClient):
    """Runs cells; keeps at most `output_bytes` of each, and believes no message."""

    output_bytes = Int(1_000_000, help="output kept of one cell")
    reply: Any = Dict(allow_none=True, help="content of the last execute_reply")

    def begin_cell(self) -> None:
        """Start counting anew."""
        self.spent = 0
        self.was_cut = False
        self.reply = None
        self._display_id_map = {}

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Pass on a message; drop one that is not well formed."""
        try:
            return super().process_message(msg, cell, cell_index)
        except CellControlSignal:
            raise
        except Exception:  # whatever a forged message breaks, only it is lost
            return None

    def output(
        self,
        outs: list[NotebookNode],
        msg: dict[str, Any],
        display_id: str | None,
        cell_index: int,
    ) -> NotebookNode | None:
        """Keep an output unless this cell has used up its limit."""
        left = self.output_bytes - self.spent - SMALLEST_OUTPUT
        size = len(json.dumps(msg["content"], default=str))
        self.spent += SMALLEST_OUTPUT + size
        if size <= left or msg["msg_type"] == "error":  # an error is the verdict
            return super().output(outs, msg, None, cell_index)
        self.was_cut = True
        if msg["msg_type"] != "stream" or left <= 0:
            return None
        msg["content"]["text"] = msg["content"]["text"][:left]
        return super().output(outs, msg, None, cell_index)

    def handle_comm_msg(self, outs: Any, msg: Any, cell_index: int) -> None:
        """Ignore widgets: nobody looks at them, and their state has no limit."""

    def _update_display_id(self, display_id: str, msg: Any) -> None:
        """Ignore updates: a later cell must not write into an earlier one."""


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
        trace = output.get("traceback")
        lines = [_text(line, 20_000) for line in trace[:200]] if _is_list(trace) else []
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


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _text(value: Any, limit: int) -> str:
    """Return `value` as text that every file and database takes."""
    text = value if isinstance(value, str) else ""
    return text[:limit].encode("utf-8", "replace").decode("utf-8")
