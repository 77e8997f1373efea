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

__all__ = ["SILENT", "MeteredClient", "QuietKernelManager"]

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
