"""The executor of this machine: warm jails for Python, spawned kernels for others."""

from types import TracebackType
from typing import Literal, Self

from autograder.engine.executor import WarmExecutor
from autograder.grade.execution import Executor, Job, NotebookResult
from autograder.grade.kernel_jail import KernelExecutor
from autograder.grade.kernel_specs import OWN

__all__ = ["LocalExecutor"]


class LocalExecutor:
    """Gives each job to the engine that can run it.

    Parameters
    ----------
    sandbox : {"bwrap", "none"}
        "none": kernels without a jail, for trusted work only.
    gpu : bool
        Show the GPU to the learner's code. CUDA does not survive a fork, so that
        each notebook then has a kernel of its own, and tests run beside the answers.
    """

    def __init__(
        self, sandbox: Literal["bwrap", "none"] = "bwrap", *, gpu: bool = False
    ) -> None:
        self._spawned = KernelExecutor(sandbox, gpu=gpu)
        self._warm: Executor = self._spawned
        if sandbox == "bwrap" and not gpu:
            self._warm = WarmExecutor()

    def __enter__(self) -> Self:
        """Prove that the sandbox works here."""
        self._spawned.__enter__()
        self._warm.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything that still runs."""
        self._warm.__exit__(kind, error, trace)
        self._spawned.__exit__(kind, error, trace)

    def execute(self, job: Job) -> NotebookResult:
        """Run `job` (see `Executor.execute`)."""
        own = job.kernel == OWN
        return (self._warm if own else self._spawned).execute(job)

    def stop(self) -> None:
        """End all runs now."""
        self._warm.stop()
        self._spawned.stop()
