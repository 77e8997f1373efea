"""Coverage-guided fuzzing of the codec; run by hand, for as long as you like.

    pip install atheris
    python tests/engine/fuzz_codec.py -max_total_time=60

Atheris is no dependency: the same properties are tested with hypothesis in
`test_codec_fuzz.py`. It starts from valid messages of every kind, and from known bad
ones; a crash is a message that raises anything but CodecError.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["autograder.engine"]):
    from autograder.engine import tester
    from autograder.engine.codec import CodecError, decode, encode

from codec_messages import HANDLES, HOSTILE
from test_codec import CORNERS, refuse


def main() -> None:
    """Fuzz until the time is up or something else than CodecError is raised."""
    tests = tester.Tester(None, None, 1000)  # type: ignore[arg-type]
    hook = tests._from_learner([[1]])

    def one(message: bytes) -> None:
        with contextlib.suppress(CodecError):
            decode(message, hook)

    with tempfile.TemporaryDirectory() as corpus:
        seeds = [encode(value, refuse) for value in CORNERS]
        for number, seed in enumerate([*seeds, *HOSTILE.values(), *HANDLES.values()]):
            Path(corpus, str(number)).write_bytes(seed[:4096])
        atheris.Setup([*sys.argv, "-max_len=4096", corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
