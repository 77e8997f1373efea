"""The outputs of a cell, collected in the notebook format and cut to a size."""

import json
from typing import Any

__all__ = ["Output", "Outputs"]

Output = dict[str, Any]


class Outputs:
    """What one cell has shown so far.

    Parameters
    ----------
    limit : int
        Bytes that are kept.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.spent, self.was_cut = limit, 0, False
        self.items: list[Output] = []
        self.numbered: dict[str, list[Output]] = {}
        self.clear_next = False

    def text(self, name: str, text: str) -> None:
        """Add text to a stream, "stdout" or "stderr"."""
        left = self.limit - self.spent
        if len(text) > left:
            text, self.was_cut = text[: max(left, 0)], True
        if not text:
            return
        self._cleared()
        self.spent += len(text)
        last = self.items[-1] if self.items else {}
        if last.get("name") == name:
            last["text"].append(text)
        else:
            self.spent += 100
            self.items.append({"output_type": "stream", "name": name, "text": [text]})

    def add(self, output: Output, number: str = "", *, update: bool = False) -> None:
        """Add an output of another kind, if there is room.

        Parameters
        ----------
        output : dict
        number : str
            Its display id.
        update : bool
            Put it where those with the same id are instead: in this cell, because a
            later one must not write into what an earlier one has shown.
        """
        size = 100 + len(json.dumps(output, default=str))
        if self.spent + size > self.limit:
            self.was_cut = True
            return
        self.spent += size
        if update:
            for item in self.numbered.get(number, []):
                item["data"] = output["data"]
            return
        self._cleared()
        self.items.append(output)
        if number:
            self.numbered.setdefault(number, []).append(output)

    def clear(self, *, wait: bool) -> None:
        """Forget what was shown, now or when the next output comes."""
        self.clear_next = wait
        if not wait:
            self.items = []

    def _cleared(self) -> None:
        if self.clear_next:
            self.items, self.clear_next = [], False

    def take(self) -> list[Output]:
        """Return the outputs, whole texts, and start anew."""
        items = [
            {**item, "text": "".join(item["text"])} if "text" in item else item
            for item in self.items
        ]
        self.__init__(self.limit)  # type: ignore[misc]
        return items
